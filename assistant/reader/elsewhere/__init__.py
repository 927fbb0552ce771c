"""Whether a sentence tells of something else than is asked about, however alike it sounds."""
