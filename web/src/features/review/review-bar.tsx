import { Button, Group, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Outgoing } from "@/api/outgoing";
import { ActiveClock } from "@/shared/work/active-clock";
import type { ActiveTimeMeter } from "@/shared/work/active-time";
import type { DraftState } from "@/shared/work/draft-saver";
import { DraftStatus } from "@/shared/work/draft-status";
import { OutgoingStatus } from "@/shared/work/outgoing-status";

interface ReviewBarProps {
  state: DraftState;
  meter: ActiveTimeMeter;
  round: number;
  isGuideOpen: boolean;
  onGuide: () => void;
  outgoing: readonly Outgoing[];
  onSubmit: () => void;
}

export function ReviewBar({ state, meter, round, isGuideOpen, onGuide, outgoing, onSubmit }: ReviewBarProps) {
  const { t } = useTranslation();
  return (
    <Group justify="space-between" gap="xs">
      <Group gap="md">
        <Button variant="default" size="xs" onClick={onGuide} aria-expanded={isGuideOpen}>
          {t(isGuideOpen ? "work.closeGuide" : "work.openGuide")}
        </Button>
        <Text size="sm">{t("review.round", { round })}</Text>
        <DraftStatus state={state} />
        <ActiveClock meter={meter} />
        <OutgoingStatus outgoing={outgoing} />
      </Group>
      {/* The second click of a double one was meant for the review before. */}
      <Button size="xs" onClick={(event) => event.detail < 2 && onSubmit()}>
        {t("review.send")}
      </Button>
    </Group>
  );
}
