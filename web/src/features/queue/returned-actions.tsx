import { Button, Group } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Finding } from "@/api/review";
import { KeyHelp } from "@/shared/ui/key-help";
import { KeyHint } from "@/shared/ui/key-hint";

interface ReturnedKeysProps {
  /** The finding that was gone to. */
  current: Finding | null;
  onNext: () => void;
  onApply: (finding: Finding) => void;
  onDone: (finding: Finding, isDone: boolean) => void;
}

/** The keys of returned work: from finding to finding, take the better text, done. */
export function ReturnedKeys({ current, onNext, onApply, onDone }: ReturnedKeysProps) {
  const { t } = useTranslation();
  const hasCurrent = () => current !== null;
  return (
    <KeyHelp
      shortcuts={[
        { keys: ["F9"], label: t("returnedKeys.next"), run: onNext, whileTyping: true },
        { keys: ["mod+."], label: t("returned.apply"), run: () => current !== null && onApply(current), whileTyping: true, when: hasCurrent },
        { keys: ["shift+F9"], label: t("returned.markDone"), run: () => current !== null && onDone(current, current.state !== "fixed"), whileTyping: true, when: hasCurrent },
      ]}
    />
  );
}

interface FindingActionsProps {
  finding: Finding;
  isCurrent: boolean;
  canApply: boolean;
  onShow: (finding: Finding) => void;
  onApply: (finding: Finding) => void;
  onDone: (finding: Finding, isDone: boolean) => void;
}

export function FindingActions({ finding, isCurrent, canApply, onShow, onApply, onDone }: FindingActionsProps) {
  const { t } = useTranslation();
  const isDone = finding.state === "fixed";
  return (
    <Group gap="xs" mt="xs">
      {finding.anchor !== null && (
        <Button size="compact-sm" variant="default" onClick={() => onShow(finding)} rightSection={isCurrent ? undefined : <KeyHint keys={["F9"]} />}>
          {t("returned.show")}
        </Button>
      )}
      {canApply && !isDone && (
        <Button size="compact-sm" variant="default" onClick={() => onApply(finding)} rightSection={isCurrent ? <KeyHint keys={["mod+."]} /> : undefined}>
          {t("returned.apply")}
        </Button>
      )}
      <Button
        size="compact-sm"
        variant={isDone ? "light" : "default"}
        aria-pressed={isDone}
        onClick={() => onDone(finding, !isDone)}
        rightSection={isCurrent ? <KeyHint keys={["shift+F9"]} /> : undefined}
      >
        {t(isDone ? "returned.isDone" : "returned.markDone")}
      </Button>
    </Group>
  );
}
