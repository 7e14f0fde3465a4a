#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| hanliang_tests::report(bytes));
