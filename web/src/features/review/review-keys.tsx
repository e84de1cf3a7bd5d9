import { useTranslation } from "react-i18next";
import { KeyHelp } from "@/shared/ui/key-help";
import { isTextBox, type Shortcut } from "@/shared/ui/use-shortcuts";
import type { WordMark } from "./use-word-mark";
import { VERDICT_KEYS, VERDICTS, type VerdictKind } from "./verdict";

interface ReviewKeysProps {
  onVerdict: (verdict: VerdictKind) => void;
  onSubmit: () => void;
  onGuide: () => void;
  onSearchGuide: () => void;
  onLeave: () => void;
  mark: WordMark;
  /** Files a finding at the marked words. */
  onPlace: () => void;
}

export function ReviewKeys({ onVerdict, onSubmit, onGuide, onSearchGuide, onLeave, mark, onPlace }: ReviewKeysProps) {
  const { t } = useTranslation();
  const leave = () => {
    if (isTextBox(document.activeElement)) (document.activeElement as HTMLElement).blur();
    else if (mark.isOn()) mark.clear();
    else onLeave();
  };
  const shortcuts: Shortcut[] = [
    ...VERDICTS.map((verdict) => ({
      keys: [VERDICT_KEYS[verdict]],
      label: t(`review.verdict.${verdict}`),
      run: () => onVerdict(verdict),
    })),
    { keys: ["m"], label: t("keys.mark"), run: () => mark.step("nextText") },
    { keys: ["ArrowLeft"], label: t("keys.markPrevious"), run: () => mark.step("previous"), when: mark.isOn, repeats: true },
    { keys: ["ArrowRight"], label: t("keys.markNext"), run: () => mark.step("next"), when: mark.isOn, repeats: true },
    { keys: ["shift+ArrowLeft"], label: t("keys.markLess"), run: () => mark.step("shrink"), when: mark.isOn, repeats: true },
    { keys: ["shift+ArrowRight"], label: t("keys.markMore"), run: () => mark.step("grow"), when: mark.isOn, repeats: true },
    { keys: ["Enter"], label: t("keys.place"), run: onPlace, when: mark.isOn },
    { keys: ["mod+Enter"], label: t("review.send"), run: onSubmit, whileTyping: true },
    { keys: ["g"], label: t("keys.guide"), run: onGuide },
    { keys: ["/"], label: t("keys.guideSearch"), run: onSearchGuide },
    { keys: ["Escape"], label: t("keys.leave"), run: leave, whileTyping: true },
  ];
  return <KeyHelp shortcuts={shortcuts} />;
}
