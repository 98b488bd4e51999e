#!/bin/sh
# Makes the fonts of this folder again: sh subset.sh FOLDER-OF-NOTO-FONTS. README.md says where those come from.
set -eu
here=$(dirname "$0")
common='--no-hinting --no-glyph-names --name-IDs=0,1,2,3,4,5,6,13,14'
# Latin with what Romanian, Turkish and Vietnamese names need, Cyrillic, marks, punctuation, currencies, what stands for a
# character that is lacking.
latin='U+0020-007E,U+00A0-024F,U+0259,U+02B0-02DD,U+0300-0304,U+0306-030C,U+0323,U+0326-0328,U+0400-04FF,U+1E00-1EFF,U+2010-2027,U+202F-203A,U+20A0-20BF,U+2116,U+2122,U+2212,U+2260-2265,U+25CC,U+FFFD'
# Arabic with the letters of Persian and its neighbours. Digits, brackets and Latin letters are those of the other font.
arabic='U+0020,U+00A0,U+0600-06FF,U+0750-077F,U+200C-200D,U+25CC'
for weight in Regular Bold; do
  pyftsubset "$1/NotoSans-$weight.ttf" --unicodes="$latin" --layout-features=ccmp,locl,mark,mkmk,kern $common \
    --output-file="$here/NotoSans-$weight.ttf"
  pyftsubset "$1/NotoNaskhArabic-$weight.ttf" --unicodes="$arabic" --layout-features='*' $common \
    --output-file="$here/NotoNaskhArabic-$weight.ttf"
done
