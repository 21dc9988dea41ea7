"""Numbers as they are written: grouped by thousands, with a point or a comma."""


def number_of(text: str, is_share: bool = False) -> float:
    """The value of a written number: "1,000" and "1.000,5" group by thousands, "0,5" is a decimal comma.

    >>> number_of("1,000"), number_of("0,5"), number_of("1.000,50"), number_of("99.999", True)
    (1000.0, 0.5, 1000.5, 99.999)
    """
    digits = text.replace("'", "").replace(" ", "")
    if digits.count(".") > 1 and "," not in digits:
        return float(digits.replace(".", ""))
    if "," in digits and "." in digits:
        decimal = max(digits.rfind(","), digits.rfind("."))
        whole = digits[:decimal].replace(",", "").replace(".", "")
        return float(f"{whole}.{digits[decimal + 1 :]}")
    if "," in digits:
        head, _, tail = digits.partition(",")
        grouped = all(len(group) == 3 for group in digits.split(",")[1:]) and head != "0" and not is_share
        return float(digits.replace(",", "")) if grouped else float(f"{head}.{tail.replace(',', '')}")
    if digits.endswith(".000") and not digits.startswith("0") and not is_share:
        return float(digits.replace(".", ""))
    return float(digits)
