import { useEffect, useState, type ComponentType } from "react";
import { preload } from "./preload";

/**
 * A part of the page that nobody sees at first: fetched when the first screen stands, so that it is there when it is
 * wanted, also without a connection; drawn from the first time that it is `opened`.
 */
export function later<Props extends object>(load: () => Promise<ComponentType<Props>>): ComponentType<Props & { opened?: boolean }> {
  const fetched: { part: ComponentType<Props> | null } = { part: null };
  const fetchPart = preload(async () => {
    fetched.part = await load();
  });
  return function Later(props) {
    const isOpened = props.opened !== false;
    const [wasOpened, setWasOpened] = useState(isOpened);
    const [Part, setPart] = useState(() => fetched.part);
    if (isOpened && !wasOpened) setWasOpened(true);
    if (Part === null && fetched.part !== null) setPart(() => fetched.part);
    useEffect(() => {
      // What could not be fetched is asked for again when it is opened again.
      if (isOpened && fetched.part === null) void fetchPart().then(() => setPart(() => fetched.part), () => undefined);
    }, [isOpened]);
    return wasOpened && Part !== null ? <Part {...props} /> : null;
  };
}
