import { useTranslation } from "react-i18next";
import { KeyHelp } from "@/shared/ui/key-help";
import { isTextBox, type Shortcut } from "@/shared/ui/use-shortcuts";
import { VERDICT_KEYS, VERDICTS, type VerdictKind } from "./verdict";

interface ReviewKeysProps {
  onVerdict: (verdict: VerdictKind) => void;
  onSubmit: () => void;
  onGuide: () => void;
  onLeave: () => void;
}

export function ReviewKeys({ onVerdict, onSubmit, onGuide, onLeave }: ReviewKeysProps) {
  const { t } = useTranslation();
  const leave = () => {
    if (isTextBox(document.activeElement)) (document.activeElement as HTMLElement).blur();
    else onLeave();
  };
  const shortcuts: Shortcut[] = [
    ...VERDICTS.map((verdict) => ({
      keys: [VERDICT_KEYS[verdict]],
      label: t(`review.verdict.${verdict}`),
      run: () => onVerdict(verdict),
    })),
    { keys: ["mod+Enter"], label: t("review.send"), run: onSubmit, whileTyping: true },
    { keys: ["g"], label: t("keys.guide"), run: onGuide },
    { keys: ["Escape"], label: t("keys.leave"), run: leave, whileTyping: true },
  ];
  return <KeyHelp shortcuts={shortcuts} />;
}
