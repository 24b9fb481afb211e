//! What a model reaches on reports it has not seen, and how far its chances can be believed.

use super::{Lesson, golds};
use rashomon_annotate::quotes::attributions::{self, shared};
use rashomon_annotate::quotes::model::Model;
use rashomon_annotate::quotes::scene::Scene;

/// Shift and stretch of the log-odds under which the chances of the held-out reports come true.
pub fn calibrate(model: &Model, held: &[&Lesson]) -> (f32, f32) {
    let mut points = Vec::new();
    for lesson in held {
        let scene = Scene::new(&lesson.report, &lesson.grammar);
        let golds = golds(&scene, &lesson.key);
        for found in attributions::distinct(attributions::find(&scene, model, 0.02), |_| false) {
            let right = golds.iter().any(|gold| shared(&gold.content, &found.parts) >= 0.5);
            points.push(((found.chance / (1.0 - found.chance)).ln(), f32::from(u8::from(right))));
        }
    }
    let (mut shift, mut stretch) = (0.0f32, 1.0f32);
    for _ in 0..400 {
        let (mut ds, mut dt) = (0.0, 0.0);
        for (odds, right) in &points {
            let error = 1.0 / (1.0 + (-(shift + stretch * odds)).exp()) - right;
            ds += error;
            dt += error * odds;
        }
        shift -= 0.5 * ds / points.len().max(1) as f32;
        stretch -= 0.1 * dt / points.len().max(1) as f32;
    }
    (shift, stretch)
}

/// Prints what the model reaches on reports it has not seen.
pub fn report(name: &str, model: &Model, held: &[&Lesson]) {
    eprintln!("{name}: {} reports; calibration {:?}", held.len(), model.calibration);
    for least in [0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.7, 0.8] {
        let (mut wanted, mut given, mut over, mut exact, mut source, mut sourced, mut cue) = (0, 0, 0, 0, 0, 0, 0);
        for lesson in held {
            let scene = Scene::new(&lesson.report, &lesson.grammar);
            let golds = golds(&scene, &lesson.key);
            let found = attributions::distinct(attributions::find(&scene, model, least), |_| false);
            (wanted, given) = (wanted + golds.len(), given + found.len());
            let mut used = vec![false; found.len()];
            for gold in &golds {
                let values = found.iter().enumerate().filter(|(number, _)| !used[*number]);
                let values = values.map(|(number, found)| (number, shared(&found.parts, &gold.content)));
                let best = values.max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)));
                if let Some((number, value)) = best.filter(|best| best.1 >= 0.5) {
                    used[number] = true;
                    over += 1;
                    exact += usize::from(value > 0.9999);
                    cue += usize::from(gold.cue.contains(&found[number].cue));
                    if !gold.source.is_empty() {
                        sourced += 1;
                        let span = found[number].source.map_or((0, 0), |source| source.1);
                        source += usize::from(shared(&gold.source, &[span]) > 0.0);
                    }
                }
            }
        }
        let f = |hit: usize| 200.0 * hit as f32 / (wanted + given).max(1) as f32;
        eprintln!(
            "chance {least}: overlap F1 {:.1} (P {:.1} R {:.1}), exact {:.1}, source {:.1}, cue {:.1}",
            f(over),
            100.0 * over as f32 / given.max(1) as f32,
            100.0 * over as f32 / wanted.max(1) as f32,
            f(exact),
            100.0 * source as f32 / sourced.max(1) as f32,
            100.0 * cue as f32 / over.max(1) as f32
        );
    }
}
