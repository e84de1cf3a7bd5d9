import { Textarea } from "@mantine/core";
import { useLayoutEffect, useRef } from "react";
import classes from "./marked-textarea.module.css";

interface MarkedTextareaProps {
  label: string;
  /** Where the text stands among the answers: names the text behind the box for those who mark it. */
  pointer: string;
  text: string;
  isMarked: boolean;
  onText: (text: string) => void;
}

/** What decides where a line breaks and where it stands, but for the direction, which both take from the text. */
const SHAPE = [
  "font", "letterSpacing", "wordSpacing", "lineHeight", "tabSize", "textIndent", "unicodeBidi", "textAlign",
  "paddingTop", "paddingRight", "paddingBottom", "paddingLeft", "borderTopWidth", "borderRightWidth", "borderBottomWidth", "borderLeftWidth",
] as const;

/** A text box whose words can be marked: by CSS highlights on the invisible text of the same shape behind it. */
export function MarkedTextarea({ label, pointer, text, isMarked, onText }: MarkedTextareaProps) {
  const box = useRef<HTMLTextAreaElement>(null);
  const behind = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const [front, back] = [box.current, behind.current];
    if (front === null || back === null) return undefined;
    const fit = () => {
      const style = getComputedStyle(front);
      for (const name of SHAPE) back.style[name] = style[name];
      back.style.borderStyle = "solid";
      back.style.borderColor = "transparent";
      // Its own width without the bar to scroll with, so that lines break at the same words.
      back.style.width = `${String(front.clientWidth + parseFloat(style.borderLeftWidth) + parseFloat(style.borderRightWidth))}px`;
      follow(front, back);
    };
    fit();
    const watch = new ResizeObserver(fit);
    watch.observe(front);
    return () => watch.disconnect();
  }, [isMarked]);
  useLayoutEffect(() => {
    if (behind.current !== null && box.current !== null) follow(box.current, behind.current);
  }, [text]);
  return (
    <div className={classes.stack}>
      {isMarked && (
        <div ref={behind} className={classes.behind} aria-hidden="true" dir="auto" data-marked={pointer}>
          {/* A text box shows the empty line after a last line break; a text needs something on it. */}
          {`${text}\u200B`}
        </div>
      )}
      <Textarea
        ref={box}
        aria-label={label}
        value={text}
        onChange={(event) => onText(event.currentTarget.value)}
        onScroll={(event) => {
          if (behind.current !== null) behind.current.scrollTop = event.currentTarget.scrollTop;
        }}
        rows={6}
        resize="vertical"
        spellCheck
        classNames={isMarked ? { input: classes.box ?? "" } : {}}
      />
    </div>
  );
}

/** Scrolls as the box does. Beside text from the right the bar to scroll with stands on the left. */
function follow(front: HTMLTextAreaElement, back: HTMLDivElement): void {
  back.style.left = `${String(front.clientLeft - parseFloat(back.style.borderLeftWidth))}px`;
  back.scrollTop = front.scrollTop;
}
