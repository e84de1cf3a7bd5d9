import { Radio, SimpleGrid, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { KeyHint } from "@/shared/ui/key-hint";
import classes from "./verdict-choice.module.css";
import { VERDICT_KEYS, VERDICTS, type VerdictKind } from "./verdict";

interface VerdictChoiceProps {
  verdict: VerdictKind | null;
  onVerdict: (verdict: VerdictKind) => void;
}

export function VerdictChoice({ verdict, onVerdict }: VerdictChoiceProps) {
  const { t } = useTranslation();
  return (
    <Radio.Group label={t("review.verdictLabel")} value={verdict} onChange={(value) => onVerdict(value)}>
      <SimpleGrid cols={2} spacing="xs" mt={4}>
        {VERDICTS.map((kind) => (
          <Radio.Card key={kind} value={kind} p="xs" className={classes.card} aria-label={t(`review.verdict.${kind}`)}>
            <KeyHint keys={[VERDICT_KEYS[kind]]} size="sm" />
            <Text size="sm">{t(`review.verdict.${kind}`)}</Text>
          </Radio.Card>
        ))}
      </SimpleGrid>
    </Radio.Group>
  );
}
