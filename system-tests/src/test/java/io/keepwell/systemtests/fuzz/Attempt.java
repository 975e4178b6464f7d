package io.keepwell.systemtests.fuzz;

import java.util.List;

/**
 * A request.
 *
 * @param number by which it can be made again
 * @param kind what was done to it
 * @param source as which it is sent, if its credentials are left in order
 * @param dialect in whose words it must be answered
 * @param method the HTTP method
 * @param isReadable whether the body as a whole is in order, so that each item must be judged
 * @param mayBreak whether the connection may be closed without an answer
 * @param isAddressed whether its path and query are those of a URI
 * @param isHeavy whether nothing else of its size may be sent beside it
 * @param items what is known of the items
 * @param body before it is packed
 * @param bytes all that is sent
 */
record Attempt(
        long number,
        String kind,
        String source,
        Dialect dialect,
        String method,
        boolean isReadable,
        boolean mayBreak,
        boolean isAddressed,
        boolean isHeavy,
        List<Item> items,
        Raw body,
        Raw bytes) {}
