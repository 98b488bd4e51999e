//! Passwords beside their name.

use super::token::{Token, begins, holds, word_length};
use std::ops::Range;

/// Words of a password. They may be two tokens.
const PASSWORDS: &str = "mot de passe, mots de passe, mdp, code secret, password, passwd, contrasena, clave, palavra passe, \
    senha, parola, parolam, parola mea, пароль, sifre, sifrem, كلمه السر, كلمه المرور, الرقم السري, \
    code pin";
/// Words between a password's name and the password.
const LINKS: &str = "est, c, c est, is, es, e, este, это, це, هو, هي, sera, mea este";
/// What is said of a password that is not told.
const STATES: &str = "oublie oubliee perdu perdue bloque bloquee expire expiree faux fausse incorrect incorrecte refuse \
    change invalide perime errone mauvais forgotten forgot lost wrong expired blocked invalid refused \
    locked olvidada perdida bloqueada incorrecta caducada esquecida incorreta expirada errada uitata \
    pierduta gresita blocata expirata забыт забыла забыл неверныи заблокирован утерян забув невірнии \
    yanlis unuttum kayip خطا منسيه نسيت ضاعت";
/// A password beside its name. What is only said of one ("forgotten") is none.
pub(super) fn passwords(text: &str, tokens: &[Token]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for at in 0..tokens.len() {
        let Some(length) = begins(&tokens[at..], PASSWORDS) else { continue };
        let after = at + length;
        let linked = begins(&tokens[after..], LINKS);
        let first = after + linked.unwrap_or(0);
        let Some(token) = tokens.get(first) else { continue };
        let before = &text[tokens[first - 1].at.end..token.at.start];
        let set = before.contains([':', '=']);
        let whole = token.at.start..token.at.start + word_length(text, token.at.start);
        let word = text[whole.clone()].trim_end_matches(['.', ',', ';', '?']);
        let has = |is: fn(char) -> bool| word.chars().any(is);
        let odd = has(|c| c.is_numeric())
            || word.chars().skip(1).any(char::is_uppercase)
            || word.contains(['!', '#', '@', '*', '_']);
        let long = word.chars().count() >= 4;
        let last = first + 1 == tokens.len() || !text[whole.end..].trim_start().starts_with(char::is_alphanumeric);
        let told = match (set, linked) {
            (true, _) => true,
            (_, Some(_)) => odd || long && last,
            _ => odd && long && has(|c| c.is_numeric()),
        };
        if told && !holds(STATES, &token.word) {
            found.push(tokens[at].at.start..whole.end);
        }
    }
    found
}
