package io.keepwell.systemtests.fuzz;

/** Some bytes, which are not changed any more. */
final class Raw {

    private final byte[] bytes;

    Raw(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Not a copy. */
    byte[] bytes() {
        return bytes;
    }

    int length() {
        return bytes.length;
    }
}
