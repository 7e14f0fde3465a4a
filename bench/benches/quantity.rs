//! Numerals against chinese-number, quantities against the Rust duckling and
//! against a bare regular expression for numeral characters.

use std::hint::black_box;

use chinese_number::{ChineseCountMethod, ChineseToNumber};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use duckling::{Context, DimensionKind, Lang, Locale, Options};
use hanliang::quantity::{self, Numeral};
use hanliang_bench::clean;

const NUMERALS: [&str; 6] = [
    "三百五十",
    "一千二百三十四万五千六百七十八",
    "二十",
    "九千八百亿零四十",
    "一万零三",
    "十七",
];

fn parse(c: &mut Criterion) {
    for text in NUMERALS {
        let ours = Numeral::parse(text).expect("a numeral").value.to_string();
        let peers: i64 = text.to_number(ChineseCountMethod::TenThousand).expect("a numeral");
        assert_eq!(ours, peers.to_string(), "both read {text} alike");
    }
    let mut group = c.benchmark_group("parse");
    group.throughput(Throughput::Elements(NUMERALS.len() as u64));
    group.bench_function("numeral", |b| {
        b.iter(|| NUMERALS.iter().filter(|t| Numeral::parse(black_box(t)).is_ok()).count());
    });
    group.bench_function("chinese-number", |b| {
        b.iter(|| {
            NUMERALS
                .iter()
                .filter(|t| {
                    let n: Result<i64, _> = black_box(t).to_number(ChineseCountMethod::TenThousand);
                    n.is_ok()
                })
                .count()
        });
    });
    group.finish();
}

fn scan(c: &mut Criterion) {
    let text = clean(1 << 20);
    let numeral = regex::Regex::new("[0-9一二三四五六七八九十百千万亿两]+").expect("a pattern");
    let mut group = c.benchmark_group("scan");
    group.sample_size(20);
    group.throughput(Throughput::Bytes(text.len() as u64));
    group.bench_function("quantities", |b| b.iter(|| quantity::find_iter(black_box(&text)).count()));
    group.bench_function("regex", |b| b.iter(|| numeral.find_iter(black_box(&text)).count()));
    group.finish();
}

/// Sentences, as duckling reads sentences: its time grows faster than its text.
fn sentences(c: &mut Criterion) {
    let text = clean(1);
    let sentences: Vec<&str> =
        text.split_inclusive('。').filter(|sentence| sentence.len() < 300).take(20).collect();
    let locale = Locale::new(Lang::ZH, None);
    let (context, options) = (Context::default(), Options::default());
    let dimensions = [DimensionKind::Numeral, DimensionKind::Quantity, DimensionKind::AmountOfMoney];
    let mut group = c.benchmark_group("sentences");
    group.sample_size(10);
    group.throughput(Throughput::Bytes(sentences.iter().map(|s| s.len() as u64).sum()));
    group.bench_function("quantities", |b| {
        b.iter(|| sentences.iter().map(|s| quantity::find_iter(black_box(s)).count()).sum::<usize>());
    });
    group.bench_function("duckling", |b| {
        b.iter(|| {
            sentences
                .iter()
                .map(|s| duckling::parse(black_box(s), &locale, &dimensions, &context, &options).len())
                .sum::<usize>()
        });
    });
    group.finish();
}

criterion_group!(benches, parse, scan, sentences);
criterion_main!(benches);
