package io.keepwell.scoring.application.fold;

/** A record that nobody quarantines. */
record Unkept() implements LogRecord.Raw {

    @Override
    public String key() {
        return "";
    }

    @Override
    public byte[] headers() {
        return new byte[0];
    }

    @Override
    public byte[] value() {
        return new byte[0];
    }
}
