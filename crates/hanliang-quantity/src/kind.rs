use core::fmt;

/// What a unit measures.
///
/// [`name`](UnitKind::name) gives the twelve coarse words that records use
/// (`count`, `money`, …); the finer kinds answer `other` there and their own
/// word to [`dimension`](UnitKind::dimension).
///
/// ```
/// use hanliang_quantity::UnitKind;
///
/// assert_eq!(UnitKind::Area.name(), "area");
/// assert_eq!(UnitKind::Speed.name(), "other");
/// assert_eq!(UnitKind::Speed.dimension(), "speed");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum UnitKind {
    /// Things counted by a classifier (量词): 个, 名, 户, 次, 人次.
    Count,
    /// Money: 元, 美元, 欧元.
    Money,
    /// Length: 米, 公里, 里.
    Length,
    /// Area: 平方米, 亩, 公顷.
    Area,
    /// Mass: 克, 吨, 斤, 吨标准煤.
    Mass,
    /// Volume: 升, 立方米.
    Volume,
    /// Time that passes: 年, 个月, 天, 小时, 课时.
    Duration,
    /// Age: 岁, 周岁.
    Age,
    /// Parts of a hundred or a thousand: %, ‰, 百分之, 个百分点.
    Percent,
    /// Ratios: 倍, 成, 折, fractions without a unit.
    Ratio,
    /// Temperature: 摄氏度, ℃, 度.
    Temperature,
    /// Energy: 千瓦时, 焦耳, 卡.
    Energy,
    /// Power: 瓦, 千瓦, 马力.
    Power,
    /// Speed: 公里/小时, 米每秒.
    Speed,
    /// Information: 字节, KB, 比特.
    Information,
    /// Frequency: 赫兹, 兆赫.
    Frequency,
    /// Pressure: 帕, 百帕, 毫米汞柱.
    Pressure,
    /// Force: 牛顿.
    Force,
    /// Angle: 度, 角分, 弧度.
    Angle,
    /// Electrical units: 伏, 安, 欧姆, 安时.
    Electricity,
    /// Amount of substance: 摩尔.
    Amount,
    /// Light: 流明, 勒克斯, 坎德拉.
    Light,
    /// Radiation: 贝克勒尔, 希沃特.
    Radiation,
    /// Sound level: 分贝.
    Sound,
    /// Traffic work: 吨公里, 人公里.
    Transport,
    /// One unit by another that has no kind of its own: 毫克/升.
    Rate,
    /// Anything else.
    Other,
}

impl UnitKind {
    /// The coarse word: one of `count money length area mass volume duration
    /// age percent ratio temperature other`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Count
            | Self::Money
            | Self::Length
            | Self::Area
            | Self::Mass
            | Self::Volume
            | Self::Duration
            | Self::Age
            | Self::Percent
            | Self::Ratio
            | Self::Temperature => self.dimension(),
            _ => "other",
        }
    }

    /// The fine word: `speed`, `energy`, …; the same as `name` for the coarse
    /// kinds.
    #[must_use]
    pub const fn dimension(self) -> &'static str {
        match self {
            Self::Count => "count",
            Self::Money => "money",
            Self::Length => "length",
            Self::Area => "area",
            Self::Mass => "mass",
            Self::Volume => "volume",
            Self::Duration => "duration",
            Self::Age => "age",
            Self::Percent => "percent",
            Self::Ratio => "ratio",
            Self::Temperature => "temperature",
            Self::Energy => "energy",
            Self::Power => "power",
            Self::Speed => "speed",
            Self::Information => "information",
            Self::Frequency => "frequency",
            Self::Pressure => "pressure",
            Self::Force => "force",
            Self::Angle => "angle",
            Self::Electricity => "electricity",
            Self::Amount => "amount",
            Self::Light => "light",
            Self::Radiation => "radiation",
            Self::Sound => "sound",
            Self::Transport => "transport",
            Self::Rate => "rate",
            Self::Other => "other",
        }
    }

    /// The kind with this fine word.
    ///
    /// ```
    /// use hanliang_quantity::UnitKind;
    ///
    /// assert_eq!(UnitKind::from_dimension("speed"), Some(UnitKind::Speed));
    /// ```
    #[must_use]
    pub fn from_dimension(word: &str) -> Option<Self> {
        ALL.into_iter().find(|kind| kind.dimension() == word)
    }
}

impl fmt::Display for UnitKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

const ALL: [UnitKind; 27] = [
    UnitKind::Count,
    UnitKind::Money,
    UnitKind::Length,
    UnitKind::Area,
    UnitKind::Mass,
    UnitKind::Volume,
    UnitKind::Duration,
    UnitKind::Age,
    UnitKind::Percent,
    UnitKind::Ratio,
    UnitKind::Temperature,
    UnitKind::Energy,
    UnitKind::Power,
    UnitKind::Speed,
    UnitKind::Information,
    UnitKind::Frequency,
    UnitKind::Pressure,
    UnitKind::Force,
    UnitKind::Angle,
    UnitKind::Electricity,
    UnitKind::Amount,
    UnitKind::Light,
    UnitKind::Radiation,
    UnitKind::Sound,
    UnitKind::Transport,
    UnitKind::Rate,
    UnitKind::Other,
];
