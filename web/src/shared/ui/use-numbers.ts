import { useTranslation } from "react-i18next";

const UNITS = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte"] as const;

/** Numbers and sizes as the reader's language writes them. */
export function useNumbers() {
  const { i18n } = useTranslation();
  const number = new Intl.NumberFormat(i18n.language);
  const size = (bytes: number) => {
    const step = Math.min(UNITS.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, bytes)) / 3)));
    const unit = UNITS[step] ?? "byte";
    return new Intl.NumberFormat(i18n.language, { style: "unit", unit, maximumSignificantDigits: 3 }).format(bytes / 1000 ** step);
  };
  return { number: (value: number) => number.format(value), size };
}
