import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { KeyHelp } from "@/shared/ui/key-help";

interface UndoButtonProps {
  /** Null when there is nothing to take back. */
  onUndo: (() => void) | null;
  isUnderWay: boolean;
}

/** Takes back what was sent last while no task is on screen; at the desk its key is one among others. */
export function UndoButton({ onUndo, isUnderWay }: UndoButtonProps) {
  const { t } = useTranslation();
  if (onUndo === null && !isUnderWay) return null;
  return (
    <>
      {onUndo !== null && <KeyHelp shortcuts={[{ keys: ["u"], label: t("keys.undo"), run: onUndo }]} />}
      <Button variant="default" onClick={onUndo ?? undefined} loading={isUnderWay}>
        {t("work.undo")}
      </Button>
    </>
  );
}
