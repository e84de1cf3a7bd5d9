import { useQuery } from "@tanstack/react-query";
import { meQuery } from "@/api/auth";
import { hasStatus } from "@/api/problem";
import { later } from "@/shared/ui/later";
import { useAfterTyping } from "./use-after-typing";

const SignInDialog = later(async () => (await import("./sign-in-dialog")).SignInDialog);

/** Asks to sign in again when the session has ended. */
export function SignInAgain() {
  const me = useQuery(meQuery);
  const ended = me.data !== undefined && hasStatus(me.error, 401);
  return <SignInDialog opened={useAfterTyping(ended)} email={me.data?.identity.email ?? ""} />;
}
