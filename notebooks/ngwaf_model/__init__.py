"""The WAF model: canonical form, decoding, features, learner, artefact."""

import os

# Read by BLAS when numpy is first imported. Its work here is many short operations, for which
# threads only wait for one another: fine-tuning takes a tenth of the time with one, where the
# cores are shared with others.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("MKL_NUM_THREADS", "1")
