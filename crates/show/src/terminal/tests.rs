use super::*;
use crate::fixture;

#[test]
fn ferry() {
    let style = Style { colour: false, width: 100, all: false };
    println!("{}", report(&[fixture::ferry(), fixture::harbour()], style));
}
