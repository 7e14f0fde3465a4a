/// A number for each character of the Basic Multilingual Plane, zero where
/// none was set. One page of 256 cells is kept for each block in use, so a
/// look-up is two loads and the table of some hundred characters stays small.
#[derive(Debug)]
pub(crate) struct CharMap {
    pages: [u8; 256],
    cells: Vec<[u16; 256]>,
}

impl CharMap {
    /// A map with nothing set; page 0 stands for all that is empty.
    pub(crate) fn new() -> Self {
        Self {
            pages: [0; 256],
            cells: vec![[0; 256]],
        }
    }

    /// Sets a character's number. Characters beyond the plane, and a 257th
    /// page, are not kept: there can be neither in the tables of this crate.
    pub(crate) fn set(&mut self, character: char, value: u16) {
        let Ok(code) = u16::try_from(u32::from(character)) else {
            return;
        };
        let [high, low] = code.to_be_bytes().map(usize::from);
        if self.pages[high] == 0 {
            let Ok(page) = u8::try_from(self.cells.len()) else {
                return;
            };
            self.pages[high] = page;
            self.cells.push([0; 256]);
        }
        let page = usize::from(self.pages[high]);
        self.cells[page][low] = value;
    }

    /// Sets a character's number where none was set.
    pub(crate) fn set_first(&mut self, character: char, value: u16) {
        if self.get(character) == 0 {
            self.set(character, value);
        }
    }

    /// The character's number, zero if none was set.
    #[inline]
    pub(crate) fn get(&self, character: char) -> u16 {
        match u16::try_from(u32::from(character)) {
            Ok(code) => self.get_code(code),
            Err(_) => 0,
        }
    }

    /// The same by code point.
    #[inline]
    pub(crate) fn get_code(&self, code: u16) -> u16 {
        let [high, low] = code.to_be_bytes();
        let page = usize::from(self.pages[usize::from(high)]);
        self.cells[page][usize::from(low)]
    }
}

#[cfg(test)]
mod tests {
    use super::CharMap;

    #[test]
    fn a_character_set_is_found_and_no_other() {
        let mut map = CharMap::new();
        map.set('一', 7);
        map.set('9', 2);
        assert_eq!(
            [map.get('一'), map.get('9'), map.get('丁'), map.get('𠀀')],
            [7, 2, 0, 0]
        );
    }
}
