// An identity provider on this machine: `node provider.mjs HOST PORT REDIRECT SECRET`. Whoever comes is signed in as the
// account that was last named at /test/account?name=...; "closed" for an account lets nobody in.
import http from "node:http";
import Provider from "oidc-provider";

const [host, port, redirect, secret] = process.argv.slice(2);
const issuer = `http://${host}:${port}`;
let account = "sub-1";

const provider = new Provider(issuer, {
  clients: [
    {
      client_id: "vertrekplanner",
      client_secret: secret,
      redirect_uris: [redirect],
      post_logout_redirect_uris: [new URL("/aanmelden/afgemeld", redirect).href],
      grant_types: ["authorization_code"],
      response_types: ["code"],
      require_auth_time: true,
    },
  ],
  claims: { openid: ["sub", "groepen", "dienstnummer"], acr: null, auth_time: null },
  conformIdTokenClaims: false,
  cookies: { keys: ["only for tests"] },
  features: { devInteractions: { enabled: false } },
  findAccount: (_context, id) => ({
    accountId: id,
    claims: () => ({ sub: id, groepen: [`groep-${id}`], dienstnummer: `RV-${id}` }),
  }),
  interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
  loadExistingGrant: async (context) => {
    const grant = new context.oidc.provider.Grant({
      clientId: context.oidc.client.clientId,
      accountId: context.oidc.session.accountId,
    });
    grant.addOIDCScope("openid profile");
    await grant.save();
    return grant;
  },
  pkce: { required: () => true },
});

const answer = provider.callback();
http
  .createServer(async (request, response) => {
    const url = new URL(request.url, issuer);
    if (url.pathname === "/test/account") {
      account = url.searchParams.get("name");
      response.end(account);
    } else if (url.pathname.startsWith("/interaction/")) {
      await provider.interactionDetails(request, response);
      const refused = { error: "access_denied", error_description: "closed" };
      const result = account === "closed" ? refused : { login: { accountId: account } };
      await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
    } else {
      answer(request, response);
    }
  })
  .listen(Number(port), "127.0.0.1", () => process.stdout.write("ready\n"));
