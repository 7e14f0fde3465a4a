#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| hanliang_tests::repair_round_trip(text));
