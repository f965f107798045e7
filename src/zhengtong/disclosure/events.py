"""The journal kinds this room writes. No entry names the applicant: their acts are those of `citizen:anonymous`.

`legal_due` is the statutory limit of the reply (条例 第三十三条); it is null in an entry that stops it.
"""
