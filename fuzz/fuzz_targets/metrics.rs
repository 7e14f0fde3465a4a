#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| hanliang_tests::metrics(text));
