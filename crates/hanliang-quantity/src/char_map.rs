/// A value for each character of the Basic Multilingual Plane, the default
/// where none was set. One page of 256 cells is kept for each block in use, so
/// a look-up is two loads and the table of some hundred characters stays small.
#[derive(Debug)]
pub(crate) struct CharMap<T> {
    pages: [u8; 256],
    cells: Vec<[T; 256]>,
}

impl<T: Copy + Default> CharMap<T> {
    /// A map with nothing set; page 0 stands for all that is empty.
    pub(crate) fn new() -> Self {
        Self {
            pages: [0; 256],
            cells: vec![[T::default(); 256]],
        }
    }

    /// Sets a character's value. Characters beyond the plane, and a 257th
    /// page, are not kept: there can be neither in the tables of this crate.
    pub(crate) fn set(&mut self, character: char, value: T) {
        let Ok(code) = u16::try_from(u32::from(character)) else {
            return;
        };
        let [high, low] = code.to_be_bytes().map(usize::from);
        if self.pages[high] == 0 {
            let Ok(page) = u8::try_from(self.cells.len()) else {
                return;
            };
            self.pages[high] = page;
            self.cells.push([T::default(); 256]);
        }
        let page = usize::from(self.pages[high]);
        self.cells[page][low] = value;
    }

    /// The character's value.
    #[inline(always)]
    pub(crate) fn get(&self, character: char) -> T {
        let Ok(code) = u16::try_from(u32::from(character)) else {
            return T::default();
        };
        let [high, low] = code.to_be_bytes();
        let page = usize::from(self.pages[usize::from(high)]);
        match self.cells.get(page) {
            Some(cells) => cells[usize::from(low)],
            None => T::default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::CharMap;

    #[test]
    fn a_character_set_is_found_and_no_other() {
        let mut map: CharMap<u16> = CharMap::new();
        map.set('一', 7);
        map.set('9', 2);
        assert_eq!(
            [map.get('一'), map.get('9'), map.get('丁'), map.get('𠀀')],
            [7, 2, 0, 0]
        );
    }
}
