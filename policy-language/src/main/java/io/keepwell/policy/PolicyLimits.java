package io.keepwell.policy;

/**
 * What a policy may not exceed. Far above what people write by hand; low enough that no document
 * can exhaust a service that reads it.
 */
public final class PolicyLimits {

    /** The longest document, in bytes of UTF-8; well below what one Kafka record may hold. */
    public static final int DOCUMENT_BYTES_MAX = 256 * 1024;

    /** The longest file, in bytes; who reads files refuses longer ones unread. */
    public static final int FILE_BYTES_MAX = 4 * 1024 * 1024;

    /** How deep lists and mappings may nest. */
    public static final int DEPTH_MAX = 32;

    /** The most values of a document, counted as if every alias were written out. */
    public static final int VALUES_MAX = 20_000;

    /** The longest kind, in characters. */
    public static final int KIND_LENGTH_MAX = 60;

    /** The longest id, in characters; kind, slash and id together make a record's key. */
    public static final int ID_LENGTH_MAX = 100;

    /** After this many problems a document is not read further. */
    public static final int PROBLEMS_MAX = 50;

    private PolicyLimits() {}
}
