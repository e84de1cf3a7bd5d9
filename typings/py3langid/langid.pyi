# What Copydesk uses of py3langid, which comes without types.

MODEL_FILE: str

class LanguageIdentifier:
    @classmethod
    def from_model_file(cls, model_file: str, *, norm_probs: bool = ...) -> LanguageIdentifier: ...
    @property
    def labels(self) -> list[str]: ...
    def classify(self, text: str) -> tuple[str, float]: ...
