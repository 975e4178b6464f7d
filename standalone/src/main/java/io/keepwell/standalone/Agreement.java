package io.keepwell.standalone;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.Charset;

/** Asks before what cannot be undone, or is felt by all. */
final class Agreement {

    private static final String YES = "yes";

    private Agreement() {}

    /** Asks; what is no clear yes, also the end of the input, is no. */
    static boolean given(PrintWriter out, String question) throws IOException {
        out.print("%s Type \"%s\": ".formatted(question, YES));
        out.flush();
        // Not closed: standard input is not ours to close.
        var in = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
        String answer = in.readLine();
        return answer != null && answer.strip().equals(YES);
    }
}
