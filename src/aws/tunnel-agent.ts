import type { ClientRequest } from 'node:http';
import { checkServerIdentity } from 'node:tls';
import { HttpsProxyAgent } from 'https-proxy-agent';
import { ProxyError } from './proxy-error';
import type { Proxy } from './proxy';

type Connect = HttpsProxyAgent<string>['connect'];

/** What a tunnel through a proxy needs to know. */
export interface TunnelOptions {
  readonly proxy: Proxy;
  /** Certificates to trust in place of Node's own. */
  readonly ca: readonly string[] | undefined;
  readonly maxSockets: number;
}

/** Connections to https endpoints through a proxy: it is asked to CONNECT, and TLS is spoken with the endpoint through it. */
export class TunnelAgent extends HttpsProxyAgent<string> {
  private readonly certificates: { readonly ca?: string[] };

  constructor({ proxy: { url, authorization }, ca, maxSockets }: TunnelOptions) {
    const certificates = ca === undefined ? {} : { ca: [...ca] };
    // The name and password are in a header of ours: the library writes the proxy's address to its debug log.
    super(url, {
      keepAlive: true,
      maxSockets,
      ...certificates,
      ...(authorization === undefined ? {} : { headers: { 'Proxy-Authorization': authorization } }),
    });
    this.certificates = certificates;
  }

  /** All of them are. The library would guess, and then not find kept connections again. */
  override isSecureEndpoint(): boolean {
    return true;
  }

  /** @throws ProxyError where the proxy cannot be reached or refuses */
  override async connect(request: ClientRequest, options: Parameters<Connect>[1]): ReturnType<Connect> {
    let status = 200;
    request.once('proxyConnect', ({ statusCode }: { readonly statusCode: number }) => {
      status = statusCode;
    });
    const { host } = options;
    const socket = await super
      .connect(request, {
        ...options,
        ...this.certificates,
        // Without it, an endpoint that is an address would be compared with the name of the proxy.
        checkServerIdentity: (_name: string, certificate: Parameters<typeof checkServerIdentity>[1]) =>
          checkServerIdentity(host ?? '', certificate),
      } as typeof options)
      .catch((error: unknown) => {
        throw ProxyError.unreachable(this.proxy, error);
      });
    if (status === 200) return socket;
    socket.destroy();
    throw ProxyError.refused(this.proxy, status);
  }
}
