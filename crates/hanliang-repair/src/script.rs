//! From traditional to simplified characters and back, by the dictionaries of
//! OpenCC (feature `script`).
//!
//! A step of its own, for those who want one script in a whole collection:
//! repair never changes the script of a text. Phrases decide before single
//! characters do, so that 头发 and 发展 come out right both ways; where one
//! simplified character stands for several, a rare name may come out wrong.
//! Convert after repair: damage hides the words that decide.
//!
//! ```
//! use hanliang_repair::script::{Conversion, convert, to_simplified, to_traditional};
//!
//! assert_eq!(to_simplified("皇后的頭髮"), "皇后的头发");
//! assert_eq!(to_traditional("会议之后发展很快"), "會議之後發展很快");
//! assert_eq!(convert("鼠标和软件", Conversion::SimplifiedToTaiwan), "滑鼠和軟體");
//! ```

use std::borrow::Cow;
use std::sync::LazyLock;

use ferrous_opencc::OpenCC;
use ferrous_opencc::config::BuiltinConfig;

/// From which script to which.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Conversion {
    /// 發展 to 发展.
    TraditionalToSimplified,
    /// 发展 to 發展.
    SimplifiedToTraditional,
    /// To simplified characters and the words of the mainland: 滑鼠 to 鼠标.
    TaiwanToSimplified,
    /// To the characters and the words of Taiwan: 鼠标 to 滑鼠.
    SimplifiedToTaiwan,
    /// From the characters of Hong Kong: 裏 to 里.
    HongKongToSimplified,
    /// To the characters of Hong Kong: 里面 to 裏面.
    SimplifiedToHongKong,
}

impl Conversion {
    /// Every conversion there is.
    pub const ALL: &'static [Self] = &[
        Self::TraditionalToSimplified,
        Self::SimplifiedToTraditional,
        Self::TaiwanToSimplified,
        Self::SimplifiedToTaiwan,
        Self::HongKongToSimplified,
        Self::SimplifiedToHongKong,
    ];

    fn dictionaries(self) -> BuiltinConfig {
        match self {
            Self::TraditionalToSimplified => BuiltinConfig::T2s,
            Self::SimplifiedToTraditional => BuiltinConfig::S2t,
            Self::TaiwanToSimplified => BuiltinConfig::Tw2sp,
            Self::SimplifiedToTaiwan => BuiltinConfig::S2twp,
            Self::HongKongToSimplified => BuiltinConfig::Hk2s,
            Self::SimplifiedToHongKong => BuiltinConfig::S2hk,
        }
    }

    /// The converter, read when it is first asked for. Its dictionaries are
    /// compiled in; a test reads each of them.
    fn converter(self) -> Option<&'static OpenCC> {
        static CONVERTERS: [LazyLock<Option<OpenCC>>; 6] = [
            LazyLock::new(|| read(Conversion::TraditionalToSimplified)),
            LazyLock::new(|| read(Conversion::SimplifiedToTraditional)),
            LazyLock::new(|| read(Conversion::TaiwanToSimplified)),
            LazyLock::new(|| read(Conversion::SimplifiedToTaiwan)),
            LazyLock::new(|| read(Conversion::HongKongToSimplified)),
            LazyLock::new(|| read(Conversion::SimplifiedToHongKong)),
        ];
        CONVERTERS.get(self as usize)?.as_ref()
    }
}

fn read(conversion: Conversion) -> Option<OpenCC> {
    OpenCC::from_config(conversion.dictionaries()).ok()
}

/// The text in another script: borrowed if that changes nothing.
///
/// ```
/// use std::borrow::Cow;
/// use hanliang_repair::script::{Conversion, convert};
///
/// let text = convert("臺灣的計程車", Conversion::TaiwanToSimplified);
/// assert_eq!(text, "台湾的出租车");
/// let same = convert("20.94 km", Conversion::TraditionalToSimplified);
/// assert!(matches!(same, Cow::Borrowed("20.94 km")));
/// ```
#[must_use]
pub fn convert(text: &str, conversion: Conversion) -> Cow<'_, str> {
    let Some(converter) = conversion.converter().filter(|_| !text.is_ascii()) else {
        return Cow::Borrowed(text);
    };
    let converted = converter.convert(text);
    if converted == text {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(converted)
    }
}

/// The text in simplified characters.
///
/// ```
/// use hanliang_repair::script::to_simplified;
///
/// assert_eq!(to_simplified("後來皇后乾杯，乾隆年間"), "后来皇后干杯，乾隆年间");
/// ```
#[must_use]
pub fn to_simplified(text: &str) -> Cow<'_, str> {
    convert(text, Conversion::TraditionalToSimplified)
}

/// The text in traditional characters.
///
/// ```
/// use hanliang_repair::script::to_traditional;
///
/// assert_eq!(to_traditional("理发店里发现一根头发"), "理髮店裏發現一根頭髮");
/// ```
#[must_use]
pub fn to_traditional(text: &str) -> Cow<'_, str> {
    convert(text, Conversion::SimplifiedToTraditional)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_converter_is_there_in_its_place() {
        for &conversion in Conversion::ALL {
            assert!(conversion.converter().is_some(), "{conversion:?}");
        }
        for (before, conversion, after) in [
            ("發", Conversion::TraditionalToSimplified, "发"),
            ("发", Conversion::SimplifiedToTraditional, "發"),
            ("滑鼠", Conversion::TaiwanToSimplified, "鼠标"),
            ("鼠标", Conversion::SimplifiedToTaiwan, "滑鼠"),
            ("裏面", Conversion::HongKongToSimplified, "里面"),
            ("里面", Conversion::SimplifiedToHongKong, "裏面"),
        ] {
            assert_eq!(convert(before, conversion), after, "{conversion:?}");
        }
    }
}
