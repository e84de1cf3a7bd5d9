import { ListKeymap } from "@tiptap/extension-list";
import { Bold, InlineCode, Italic, Link, Spelling, Strike } from "./marks";
import { Blockquote, BulletList, CodeBlock, Doc, HardBreak, ListItem, OrderedList, Paragraph, Raw, Rule, Source, Text } from "./nodes";

/** What a text may be made of in the editor. */
export const CONTENT = [
  ...[Doc, Text, Paragraph, Blockquote, BulletList, OrderedList, ListItem, ListKeymap, CodeBlock, Source, Rule, HardBreak, Raw],
  // From the outermost to the innermost.
  ...[Link, Bold, Italic, Strike, InlineCode, Spelling],
];
