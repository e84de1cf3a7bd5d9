import { Button, Modal, Stack, TextInput } from "@mantine/core";
import { getMarkRange, type Editor } from "@tiptap/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { isSafeAddress } from "@/shared/rich-text/marks";
import { DialogFoot } from "@/shared/ui/dialog-foot";

/** Asks where the chosen words lead to. */
export function LinkDialog({ editor, onClose }: { editor: Editor; onClose: () => void }) {
  const { t } = useTranslation();
  const { href: before } = editor.getAttributes("link") as { href?: string };
  const [href, setHref] = useState(before ?? "");
  const isSafe = isSafeAddress(href);
  const set = (address: string) => {
    onClose();
    // The dialog gives the focus back when it has gone.
    requestAnimationFrame(() => linkTo(editor, address.trim()));
  };
  return (
    <Modal opened onClose={onClose} title={t("guideEdit.rich.link")} closeButtonProps={{ "aria-label": t("close") }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (isSafe && href.trim() !== "") set(href);
        }}
      >
        <Stack>
          <TextInput
            label={t("guideEdit.rich.address")}
            description={t("guideEdit.rich.addressText")}
            value={href}
            onChange={(event) => setHref(event.currentTarget.value)}
            error={isSafe ? undefined : t("guideEdit.rich.addressRefused")}
            spellCheck={false}
            data-autofocus
          />
          <DialogFoot>
            <Button variant="default" onClick={onClose}>
              {t("cancel")}
            </Button>
            {before !== undefined && (
              <Button variant="default" onClick={() => set("")}>
                {t("guideEdit.rich.unlink")}
              </Button>
            )}
            <Button type="submit">{t("guideEdit.rich.setLink")}</Button>
          </DialogFoot>
        </Stack>
      </form>
    </Modal>
  );
}

/** The whole link at the caret, or the chosen words; without any the address itself is written. */
function linkTo(editor: Editor, href: string): void {
  const { state, view, schema } = editor;
  const type = schema.marks.link;
  if (type === undefined) return;
  const { $from, from, to, empty } = state.selection;
  const range = getMarkRange($from, type) ?? { from, to };
  const { tr } = state;
  tr.removeMark(range.from, range.to, type);
  if (href !== "" && empty && range.from === range.to) tr.insert(from, schema.text(href, [type.create({ href })]));
  else if (href !== "") tr.addMark(range.from, range.to, type.create({ href }));
  view.dispatch(tr.removeStoredMark(type));
  view.focus();
}
