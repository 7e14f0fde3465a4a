use core::fmt;

/// What a [`Repairer`](crate::Repairer) can do, in the order in which it does
/// it.
///
/// All but [`FullWidth`](Fix::FullWidth) are on by default, each with its own
/// bar of evidence. Two ask for evidence from the page as a whole,
/// [`Spacing`](Fix::Spacing) and [`Punctuation`](Fix::Punctuation):
/// [`Repairer::on_sight`](crate::Repairer::on_sight) lets them do without.
///
/// ```
/// use hanliang_repair::{Fix, Repairer};
///
/// let only_escapes = Fix::ALL
///     .iter()
///     .filter(|&&fix| fix != Fix::Escapes)
///     .fold(Repairer::new(), |repairer, &fix| repairer.without(fix));
/// assert_eq!(only_escapes.repair("\\u4e2d\\u6587&ldquo;").text, "中文&ldquo;");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Fix {
    /// Text decoded with the wrong table, up to three times: `涓枃`, `ÖÐÎÄ`.
    Mojibake,
    /// Readings spliced behind traditional characters: `發(fā)展`.
    Pinyin,
    /// User-defined cells of GBK that have a character now.
    PrivateUse,
    /// `\u4e2d\u6587`.
    Escapes,
    /// `%E4%B8%AD%E6%96%87` outside of addresses.
    PercentEncoding,
    /// `&ldquo;`, `&#20013;`, `&amp;nbsp;` outside of markup.
    Entities,
    /// Kangxi and supplement radicals in words.
    Radicals,
    /// Compatibility ideographs in Chinese text.
    CompatibilityIdeographs,
    /// Zero-width and direction marks, byte order marks, control characters.
    Invisible,
    /// Spaces between the characters of words: on a page that is set so
    /// throughout, or on sight on a line that is.
    Spacing,
    /// `，，` and `,。`: on a page with many, or on sight.
    Punctuation,
    /// Full-width digits and letters to half-width. Never by default.
    FullWidth,
}

impl Fix {
    /// Every fix there is, in order.
    pub const ALL: &'static [Self] = &[
        Self::Mojibake,
        Self::Pinyin,
        Self::PrivateUse,
        Self::Escapes,
        Self::PercentEncoding,
        Self::Entities,
        Self::Radicals,
        Self::CompatibilityIdeographs,
        Self::Invisible,
        Self::Spacing,
        Self::Punctuation,
        Self::FullWidth,
    ];

    /// The stable name, in kebab-case: as a configuration may have it.
    ///
    /// ```
    /// use hanliang_repair::Fix;
    ///
    /// assert_eq!(Fix::PrivateUse.name(), "private-use");
    /// assert_eq!(Fix::from_name("spacing"), Some(Fix::Spacing));
    /// ```
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Mojibake => "mojibake",
            Self::Pinyin => "pinyin",
            Self::PrivateUse => "private-use",
            Self::Escapes => "escapes",
            Self::PercentEncoding => "percent-encoding",
            Self::Entities => "entities",
            Self::Radicals => "radicals",
            Self::CompatibilityIdeographs => "compatibility-ideographs",
            Self::Invisible => "invisible",
            Self::Spacing => "spacing",
            Self::Punctuation => "punctuation",
            Self::FullWidth => "full-width",
        }
    }

    /// The fix with this name, if there is one.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|fix| fix.name() == name)
    }
}

impl fmt::Display for Fix {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A set of fixes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct FixSet(u16);

impl FixSet {
    pub(crate) fn by_default() -> Self {
        Fix::ALL
            .iter()
            .filter(|&&fix| fix != Fix::FullWidth)
            .fold(Self::default(), |set, &fix| set.with(fix))
    }

    pub(crate) const fn with(self, fix: Fix) -> Self {
        Self(self.0 | 1 << fix as u16)
    }

    pub(crate) const fn without(self, fix: Fix) -> Self {
        Self(self.0 & !(1 << fix as u16))
    }

    pub(crate) const fn has(self, fix: Fix) -> bool {
        self.0 & 1 << fix as u16 != 0
    }

    pub(crate) const fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    pub(crate) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}
