package io.keepwell.ingest.adapter.fields;

import io.keepwell.ingest.domain.event.Limits;
import io.keepwell.ingest.domain.event.Printable;
import java.io.StringReader;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** Opens bodies that are XML, within the limits, and says what is wrong with the others. */
final class XmlInput {

    /** As deep as JSON may nest that comes from senders which cannot be changed. */
    private static final int NESTING_MAX = 200;

    private static final int ATTRIBUTES_MAX = 200;
    private static final int NAME_LENGTH_MAX = 1_000;
    private static final int DETAIL_LENGTH_MAX = 200;
    private static final String UNBOUNDED = "0";

    /** What stands before the words in a message of the JDK's reader. */
    private static final Pattern MESSAGE_BEGINNING =
            Pattern.compile("(?s)^ParseError at .*?\nMessage: ?(JAXP\\d+: *)?");

    /** What its operator could do about a limit is of no use for a sender. */
    private static final Pattern MESSAGE_END = Pattern.compile("(?s) set by \"[^\"]*\"\\..*$");

    /** How the JDK names mistakes in namespaces, for which it has no words here. */
    private static final Pattern NAMESPACE_MISTAKE =
            Pattern.compile("^http://www\\.w3\\.org/[^#]*#(\\w+)\\??(.*)$");

    private final int nestingMax;

    XmlInput(Limits limits) {
        this.nestingMax = Math.max(limits.nesting(), NESTING_MAX);
    }

    /** Opens a text. */
    XMLStreamReader open(String text) throws XMLStreamException {
        return factory().createXMLStreamReader(new StringReader(text));
    }

    /** What is wrong with a text, in words for its sender. */
    static String whatBroke(XMLStreamException e) {
        String reason = Printable.of(reason(String.valueOf(e.getMessage())), DETAIL_LENGTH_MAX);
        return "not XML%s: %s".formatted(place(e.getLocation()), reason);
    }

    /** A place, in words for the sender. */
    static String place(@Nullable Location location) {
        return location == null || location.getLineNumber() < 1
                ? ""
                : " at line %d, column %d"
                        .formatted(location.getLineNumber(), location.getColumnNumber());
    }

    /**
     * A new one for every body, because nothing promises that threads may share one; making it
     * takes microseconds.
     */
    private XMLInputFactory factory() {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        factory.setProperty("jdk.xml.maxElementDepth", Integer.toString(nestingMax));
        factory.setProperty("jdk.xml.elementAttributeLimit", Integer.toString(ATTRIBUTES_MAX));
        factory.setProperty("jdk.xml.maxXMLNameLimit", Integer.toString(NAME_LENGTH_MAX));
        // Without a DTD these count nothing but the likes of &amp;, which are shorter than written.
        factory.setProperty("jdk.xml.maxGeneralEntitySizeLimit", UNBOUNDED);
        factory.setProperty("jdk.xml.totalEntitySizeLimit", UNBOUNDED);
        return factory;
    }

    private static String reason(String message) {
        String words =
                MESSAGE_END
                        .matcher(MESSAGE_BEGINNING.matcher(message).replaceFirst(""))
                        .replaceFirst("");
        Matcher mistake = NAMESPACE_MISTAKE.matcher(words);
        return mistake.matches()
                ? "namespaces are not declared well: %s %s"
                        .formatted(mistake.group(1), mistake.group(2))
                : words;
    }
}
