//! Where in a file something stands, so that a refusal names its line.

/// A TOML file, or the front matter of a prose file, and the line on which it starts.
pub(super) struct Source<'a> {
    path: &'a str,
    text: &'a str,
    first_line: usize,
}

impl<'a> Source<'a> {
    /// A whole file.
    pub(super) fn new(path: &'a str, text: &'a str) -> Self {
        Self { path, text, first_line: 1 }
    }

    /// The front matter of a file: it starts on the second line, after `+++`.
    pub(super) fn front(path: &'a str, text: &'a str) -> Self {
        Self { path, text, first_line: 2 }
    }

    /// The file alone.
    pub(super) fn file(&self) -> String {
        self.path.to_owned()
    }

    /// The line of a key at the top of the file or of the table it first stands in; else the file.
    pub(super) fn key(&self, key: &str) -> String {
        self.line(|line| assigns(line, key))
    }

    /// The line of `[name]`; else the file.
    pub(super) fn table(&self, name: &str) -> String {
        let (bare, quoted) = (format!("[{name}]"), quoted(name));
        self.line(|line| line == bare || line == quoted)
    }

    /// The line of a key in `[name]`; else the table's.
    pub(super) fn within(&self, name: &str, key: &str) -> String {
        let (bare, quoted) = (format!("[{name}]"), quoted(name));
        let lines = self.text.lines().map(str::trim).enumerate();
        let mut rest = lines.skip_while(|(_, line)| *line != bare && *line != quoted);
        rest.next();
        let found = rest.take_while(|(_, line)| !line.starts_with('[')).find(|(_, line)| assigns(line, key));
        found.map_or_else(|| self.table(name), |(index, _)| self.at(index))
    }

    /// The line of the `index`th `[[name]]`, from 0; else the file.
    pub(super) fn nth(&self, name: &str, index: usize) -> String {
        let head = format!("[[{name}]]");
        let found = self.text.lines().enumerate().filter(|(_, line)| line.trim() == head).nth(index);
        found.map_or_else(|| self.file(), |(line, _)| self.at(line))
    }

    /// The first line that holds a text between quotes; else the file.
    pub(super) fn value(&self, value: &str) -> String {
        let value = format!("\"{value}\"");
        self.line(|line| line.contains(&value))
    }

    /// The line that holds a text between quotes once more; else the first one that does.
    pub(super) fn again(&self, value: &str) -> String {
        let quoted = format!("\"{value}\"");
        let found = self.text.lines().enumerate().filter(|(_, line)| line.contains(&quoted)).nth(1);
        found.map_or_else(|| self.value(value), |(index, _)| self.at(index))
    }

    fn line(&self, matches: impl Fn(&str) -> bool) -> String {
        let found = self.text.lines().position(|line| matches(line.trim()));
        found.map_or_else(|| self.file(), |index| self.at(index))
    }

    fn at(&self, index: usize) -> String {
        format!("{}:{}", self.path, self.first_line + index)
    }
}

/// `[number."116 006"]`: a table whose last part is quoted; one of a single part is never so.
fn quoted(name: &str) -> String {
    name.split_once('.').map_or_else(|| format!("[{name}]"), |(head, tail)| format!("[{head}.\"{tail}\"]"))
}

fn assigns(line: &str, key: &str) -> bool {
    line.strip_prefix(key).is_some_and(|rest| rest.trim_start().starts_with('='))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_tables_and_values_are_found_on_their_lines() {
        let text = "a = 1\nab = 2\n\n[fact.x]\nunit = \"eur\"\n\n[[route]]\n[[route]]\nkind = \"phone\"\n";
        let source = Source::new("card.toml", text);
        assert_eq!(source.key("ab"), "card.toml:2");
        assert_eq!(source.table("fact.x"), "card.toml:4");
        assert_eq!(source.within("fact.x", "unit"), "card.toml:5");
        assert_eq!(source.within("fact.x", "kind"), "card.toml:4", "the table, where it has no such key");
        assert_eq!(Source::new("x.toml", "\na = 1\n[right]\na = 2\n").within("right", "a"), "x.toml:4");
        assert_eq!(source.nth("route", 1), "card.toml:8");
        assert_eq!(source.value("phone"), "card.toml:9");
        assert_eq!(source.key("none"), "card.toml");
        assert_eq!(Source::front("fr.md", "title = \"x\"\n").key("title"), "fr.md:2");
    }
}
