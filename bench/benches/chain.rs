//! The whole chain against jieba-rs cutting and tagging the same text, documents
//! a second, and what a second core gives.

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use hanliang::Pipeline;
use hanliang::document::Document;
use hanliang_bench::seeds;
use jieba_rs::Jieba;
use rayon::prelude::*;

fn against_jieba(c: &mut Criterion) {
    let (documents, jieba, pipeline) = (seeds(), Jieba::new(), Pipeline::new());
    let bytes: usize = documents.iter().map(String::len).sum();
    let mut group = c.benchmark_group("seeds");
    group.sample_size(20);
    group.throughput(Throughput::Bytes(bytes as u64));
    group.bench_function("chain", |b| {
        b.iter(|| documents.iter().map(|d| pipeline.read(black_box(d.as_bytes())).metrics.len()).sum::<usize>());
    });
    group.bench_function("document", |b| {
        b.iter(|| documents.iter().map(|d| Document::read(black_box(d)).blocks.len()).sum::<usize>());
    });
    group.bench_function("jieba cut", |b| {
        b.iter(|| documents.iter().map(|d| jieba.cut(black_box(d), true).len()).sum::<usize>());
    });
    group.bench_function("jieba tag", |b| {
        b.iter(|| documents.iter().map(|d| jieba.tag(black_box(d), true).len()).sum::<usize>());
    });
    group.finish();
}

fn documents(c: &mut Criterion) {
    let (documents, pipeline) = (seeds(), Pipeline::new());
    let mut group = c.benchmark_group("documents");
    group.sample_size(20);
    group.throughput(Throughput::Elements(documents.len() as u64));
    group.bench_function("chain", |b| {
        b.iter(|| documents.iter().map(|d| pipeline.read(black_box(d.as_bytes())).metrics.len()).sum::<usize>());
    });
    group.bench_function("jieba tag", |b| {
        let jieba = Jieba::new();
        b.iter(|| documents.iter().map(|d| jieba.tag(black_box(d), true).len()).sum::<usize>());
    });
    group.finish();
}

fn cores(c: &mut Criterion) {
    let (pipeline, seeds) = (Pipeline::new(), seeds());
    let documents: Vec<&String> = seeds.iter().cycle().take(100).collect();
    let bytes: usize = documents.iter().map(|d| d.len()).sum();
    let mut group = c.benchmark_group("cores");
    group.sample_size(10);
    group.throughput(Throughput::Bytes(bytes as u64));
    for threads in [1, 2] {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("a pool");
        group.bench_function(BenchmarkId::from_parameter(threads), |b| {
            b.iter(|| {
                pool.install(|| {
                    documents
                        .par_iter()
                        .map(|d| pipeline.read(black_box(d.as_bytes())).metrics.len())
                        .sum::<usize>()
                })
            });
        });
    }
    group.finish();
}

criterion_group!(benches, against_jieba, documents, cores);
criterion_main!(benches);
