"""The training of the base model: measured on sources left out, then fitted on all rows.

    python -m ngwaf_base --data train-public.csv.gz --out base-model/

Scores of held-out sources (five folds of whole sources), each row as one whole request, give the
threshold, the calibration and the figures; the model itself then learns from all rows. About two
minutes on two cores, 4 GB. `SOURCE_DATE_EPOCH` fixes `created_at`, and with it the bytes.
"""
