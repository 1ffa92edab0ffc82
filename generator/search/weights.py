"""What counts how much, in one place, with the reason. `benchmarks/tune_search.py` tries others by cross-validation.

The first part is used when the index is made, the second travels with it to the browser.
"""

from __future__ import annotations

from typing import Final

FIELD_WEIGHTS: Final = {"heading": 3.0, "variants": 2.5, "body": 1.0, "trail": 0.8, "number": 4.0}
"""A heading is what the author calls it, a variant what readers call it; both say more than the body. The titles around
it tell twins apart. A section number that is typed is meant."""
LENGTH_NORMS: Final = {"heading": 0.3, "variants": 0.1, "body": 0.6, "trail": 0.3, "number": 0.0}
"""How much a long field is discounted (BM25's b): a long body holds words by chance; many variants are a service."""
SATURATION: Final = 1.6
"""From which on repeating a word adds little (BM25's k1)."""

PRIORS: Final = {
    "script": 1.0,
    "faq": 1.0,
    "step": 0.97,
    "table": 0.9,
    "row": 0.95,
    "fee": 0.97,
    "service": 0.8,
    "term": 0.88,
    "flow": 0.82,
    "record": 0.88,
    "change": 0.85,
    "document": 0.85,
    "contact": 0.95,
    "application": 0.85,
    "order": 0.75,
    # ranks among kinds
    "chapter": 0.8,
    "undefined": 0.45,
}
"""A catalogue row or a flow has the words of many questions and is rarely the answer unless asked for by its name;
a chapter only leads to its steps, and a term that nobody defined says no more than that."""

KIND_HINTS: Final = {
    "term": "apa itu, arti, artinya, pengertian, definisi, kepanjangan, singkatan, maksud dari, apa maksud",
    "script": "kalimat, skrip, script, template, bunyi, ngomong, ngomongnya, bilang apa, ucapan, wording",
    "flow": "alur, flow, flowchart, bagan, diagram",
    "fee": "biaya, tarif, ongkos, harga, berapa rupiah",
    "service": "katalog, service type, service group, jenis layanan",
    "record": "catat, pencatatan, mencatat, kolom, format catatan",
    "table": "tabel, daftar",
    "document": "nomor dokumen, versi dokumen, siapa yang menyetujui, siapa yang menyusun, pengesahan, log modifikasi",
    "contact": "nomor telepon, call center, contact center, nomor kontak",
    "order": "urutan baca, belajar dari mana, materi training",
}
"""What in a query asks for a kind of answer by its name: then that kind's weight is raised by `hinted`."""

QUERY_WEIGHTS: Final = {
    "root": 0.85,  # another form of the word than the one typed
    "prefix": 0.85,  # a completion of the word that is being typed
    "typo1": 0.8,  # a word one slip away, when the typed one is known nowhere
    "typo2": 0.6,  # two slips
    "mapped": 0.85,  # a word that the authors' tables add
    "beside": 0.7,  # and how much less beside a word that answers hold themselves
    "part": 0.7,  # a part of a code that is not known whole
    "similarity": 1.3,  # how alike query and heading or variant are, beside what the words score
    "coverage": 0.8,  # exponent of the share of the query that an answer covers
    "unknown": 6.0,  # what a word that is known nowhere counts, as if it were the rarest
    "few": 3.0,  # in queries of more words than these, such words count less and less
    "pair": 0.5,  # what "belum selesai" counts beside its two words
    "hinted": 1.2,  # for the kinds of answers that the query names
    "sure": 0.7,  # from this coverage on an answer is likely to be one,
    "perWord": 0.029,  # which each word of the query lowers,
    "story": 10,  # up to so many words: a story holds words that lead nowhere
}
