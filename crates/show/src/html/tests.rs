use super::*;
use crate::fixture;

#[test]
fn ferry() {
    let page = page(&[fixture::ferry()]);
    assert!(page.contains("At least 12"));
}
