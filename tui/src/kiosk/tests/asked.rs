//! Properties of a search on the screens:
//! - its words stay where they were written as long as their answer is there, can be mended, and go with anything else;
//! - they are in sight of nobody where something must not be seen, and of nobody else once the kiosk was wiped;
//! - one of the answers that are found while somebody types leads back to the list of all;
//! - in a wide window, what the selected choice opens is seen beside it; of what is private, only how it begins.

use super::{options, played, screen, title};

const ASKED: &str = "text:aide logement\nEnter";

fn has(script: &str, words: &str) -> bool {
    screen(script).contains(&format!("› {words}"))
}

#[test]
fn words_stay_with_their_answer_and_can_be_mended() {
    assert!(has(ASKED, "aide logement") && screen(ASKED).contains("F5"));
    for (then, stay) in [("1", false), ("1\n0", true), ("text:oui\nEnter", true), ("text:menu\nEnter", false)] {
        assert_eq!(has(&format!("{ASKED}\n{then}"), "aide logement"), stay, "{then}");
    }
    assert!(has(&format!("{ASKED}\nF5\ntext:s"), "aide logements"), "the caret stands at their end");
    assert!(has(&format!("{ASKED}\ntext:rsa\nEnter"), "rsa"));
    // Without anything found they stay until something else is done.
    assert!(has("text:zzz\nEnter", "zzz") && !has("text:zzz\nEnter\n1\n0", "zzz"));
    // Without words there is nothing to mend.
    assert_eq!(screen("F5"), screen(""));
}

#[test]
fn words_are_hidden_and_wiped_with_all_else() {
    for private in ["text:il me frappe souvent\nEnter", "text:aide logement il me frappe souvent\nEnter"] {
        assert!(!screen(private).contains("frappe"), "{private}");
    }
    for wiped in ["wait:200s", "text:oublier\nEnter"] {
        let script = format!("{ASKED}\n{wiped}");
        assert!(!has(&script, "aide logement"), "{wiped}");
        assert!(!has(&format!("{script}\n1\n0"), "aide logement"), "{wiped}");
    }
}

#[test]
fn an_answer_found_while_typing_leads_back_to_the_list() {
    let found = "text:aide logement\nDown\nEnter";
    assert_eq!(title(found), "Aide au logement");
    assert_eq!(title(&format!("{found}\n0")), "results-title");
    assert!(has(&format!("{found}\n0"), "aide logement"));
}

#[test]
fn a_wide_window_shows_what_a_choice_opens() {
    let seen = |columns, script: &str, words: &str| {
        played(options(), (columns, 40), script, |player| player.text().matches(words).count())
    };
    for script in [ASKED, "text:aide logement"] {
        assert_eq!((seen(109, script, "Aide au logement"), seen(110, script, "Aide au logement")), (1, 2), "{script}");
    }
    // Of the next choice, once it is selected; a choice that opens nothing of the kind shows nothing.
    assert_eq!(seen(110, &format!("{ASKED}\nEnd\nTab\nTab\nTab\nTab"), "Aide au logement"), 1);
    assert_eq!(seen(110, "1", "│").min(1), 1, "a theme is a list too");
    assert_eq!(seen(110, "text:il me frappe souvent", "│"), 0);
}
