package io.keepwell.alerting.adapter.delivery;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Locale;

/**
 * Where messages may be sent: by HTTPS, to addresses of the public internet. A name is looked up
 * once for each attempt, and the attempt goes to the address that was checked, so that a name
 * cannot lead to one address when it is checked and to another when it is used.
 */
public final class Destinations {

    private static final int HTTPS_PORT = 443;
    private static final int HTTP_PORT = 80;

    private final boolean allowInsecure;

    /**
     * With or without the restrictions.
     *
     * @param allowInsecure whether plain HTTP and private addresses are allowed
     */
    public Destinations(boolean allowInsecure) {
        this.allowInsecure = allowInsecure;
    }

    /** A name leads where messages must not go. */
    static final class ForbiddenException extends Exception {

        private static final long serialVersionUID = 1L;

        ForbiddenException(String message) {
            super(message);
        }
    }

    /**
     * Checks an address as it is configured.
     *
     * @param setting the setting's name
     * @param url its value, which may be a secret
     * @return the address
     * @throws IllegalArgumentException when it may not be used; the text does not hold the value
     */
    public URI checked(String setting, String url) {
        URI uri;
        try {
            uri = URI.create(url.strip());
        } catch (IllegalArgumentException noAddress) {
            // Without its cause, which quotes the value.
            throw new IllegalArgumentException(setting + " must be an address");
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        boolean isAllowed = scheme.equals("https") || (allowInsecure && scheme.equals("http"));
        if (!isAllowed || uri.getHost() == null || uri.getUserInfo() != null) {
            throw new IllegalArgumentException(
                    "%s must begin with https:// and name a host, without a user; http:// and private addresses need alerting.deliveries.allow-insecure=true"
                            .formatted(setting));
        }
        return uri;
    }

    static boolean isSecure(URI uri) {
        return "https".equalsIgnoreCase(uri.getScheme());
    }

    static int port(URI uri) {
        if (uri.getPort() != -1) {
            return uri.getPort();
        }
        return isSecure(uri) ? HTTPS_PORT : HTTP_PORT;
    }

    /** Looks a name up, which may take a while. */
    InetAddress address(URI uri) throws UnknownHostException, ForbiddenException {
        InetAddress[] found = InetAddress.getAllByName(host(uri));
        if (!allowInsecure && !Arrays.stream(found).allMatch(Destinations::isPublic)) {
            throw new ForbiddenException("the host's name leads to a private address");
        }
        return found[0];
    }

    private static String host(URI uri) {
        String host = "" + uri.getHost();
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    static boolean isPublic(InetAddress address) {
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        byte[] bytes = address.getAddress();
        int first = bytes[0] & 0xff;
        int second = bytes[1] & 0xff;
        int third = bytes[2] & 0xff;
        int fourth = bytes[3] & 0xff;
        if (address instanceof Inet4Address) {
            boolean isCarriers = first == 100 && second >= 64 && second < 128;
            boolean isProtocols = first == 192 && second == 0 && third == 0;
            boolean isBenchmarks = first == 198 && (second == 18 || second == 19);
            return first != 0 && first < 240 && !isCarriers && !isProtocols && !isBenchmarks;
        }
        // Of IPv6 only what is given out to the public, without the tunnels that hide an IPv4.
        boolean isGlobal = (first & 0xe0) == 0x20;
        boolean is6to4 = first == 0x20 && second == 0x02;
        boolean isSpecial = first == 0x20 && second == 0x01 && third < 0x02;
        boolean isDocumentation =
                first == 0x20 && second == 0x01 && third == 0x0d && fourth == 0xb8;
        return isGlobal && !is6to4 && !isSpecial && !isDocumentation;
    }
}
