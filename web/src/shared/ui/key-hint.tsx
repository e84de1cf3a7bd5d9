import { Group, Kbd } from "@mantine/core";

const IS_MAC = /Mac|iP(hone|ad)/.test(navigator.userAgent);
const NAMES: Record<string, string> = { Escape: "Esc", ArrowUp: "↑", ArrowDown: "↓", ArrowLeft: "←", ArrowRight: "→", shift: "Shift", Enter: "Enter", mod: IS_MAC ? "⌘" : "Ctrl" };

/** "mod+k" as the keyboard in front of the reader has it. */
function keyParts(key: string): string[] {
  return key.split("+").map((part) => NAMES[part] ?? (part.length === 1 ? part.toUpperCase() : part));
}

interface KeyHintProps {
  /** As in a shortcut; more than two are shown as a range. */
  keys: string[];
  size?: "xs" | "sm";
}

/** Which key does it, beside the words that say what it does. */
export function KeyHint({ keys, size = "xs" }: KeyHintProps) {
  const shown = keys.length > 2 ? [keys[0] ?? "", keys.at(-1) ?? ""] : keys;
  return (
    <Group gap={4} wrap="nowrap" component="span">
      {shown.map((key, index) => (
        <Group key={key} gap={2} wrap="nowrap" component="span">
          {index > 0 && <span>{keys.length > 2 ? "–" : "/"}</span>}
          {keyParts(key).map((part) => (
            <Kbd key={part} size={size}>
              {part}
            </Kbd>
          ))}
        </Group>
      ))}
    </Group>
  );
}
