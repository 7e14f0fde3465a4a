//! Repair against plsfix, the decoder of encoding_rs, and the cheapest pass
//! there is over UTF-8, `std::str::from_utf8`.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use hanliang_bench::{clean, spliced};

const SIZE: usize = 1 << 20;

fn clean_text(c: &mut Criterion) {
    let text = clean(SIZE);
    let mut group = c.benchmark_group("clean");
    group.throughput(Throughput::Bytes(text.len() as u64));
    group.bench_function("from_utf8", |b| b.iter(|| std::str::from_utf8(black_box(text.as_bytes())).is_ok()));
    group.bench_function("repair", |b| b.iter(|| hanliang::repair::repair(black_box(&text)).edits.len()));
    group.bench_function("repair_bytes", |b| {
        b.iter(|| hanliang::repair::repair_bytes(black_box(text.as_bytes())).edits.len());
    });
    group.bench_function("plsfix", |b| b.iter(|| plsfix::fix_text(black_box(&text), None).len()));
    group.finish();
}

fn spliced_text(c: &mut Criterion) {
    let text = spliced(SIZE);
    let mut group = c.benchmark_group("spliced");
    group.sample_size(20);
    group.throughput(Throughput::Bytes(text.len() as u64));
    group.bench_function("repair", |b| b.iter(|| hanliang::repair::repair(black_box(&text)).edits.len()));
    group.bench_function("plsfix", |b| b.iter(|| plsfix::fix_text(black_box(&text), None).len()));
    group.finish();
}

fn decoding(c: &mut Criterion) {
    let text = clean(SIZE);
    let (bytes, _, _) = encoding_rs::GB18030.encode(&text);
    let mut group = c.benchmark_group("gb18030");
    group.throughput(Throughput::Bytes(bytes.len() as u64));
    group.bench_function("encoding_rs", |b| {
        b.iter(|| encoding_rs::GB18030.decode(black_box(&bytes)).0.len());
    });
    group.bench_function("decode", |b| b.iter(|| hanliang::repair::decode(black_box(&bytes)).text.len()));
    group.finish();
}

criterion_group!(benches, clean_text, spliced_text, decoding);
criterion_main!(benches);
