package io.keepwell.standalone;

import io.keepwell.engine.trial.TrialResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Results of tests in the XML of JUnit, which CI systems of any make show. */
final class JUnitReport {

    private JUnitReport() {}

    /**
     * Writes a file.
     *
     * @param file where; what was there is replaced
     * @param results in the order to show them
     */
    static void write(Path file, List<TrialResult> results) {
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            try (Writer out = Files.newBufferedWriter(file)) {
                write(XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out), results);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "%s could not be written: %s".formatted(file, e.getMessage()), e);
        } catch (XMLStreamException e) {
            throw new UncheckedIOException(
                    "%s could not be written: %s".formatted(file, e.getMessage()),
                    new IOException(e));
        }
    }

    private static void write(XMLStreamWriter xml, List<TrialResult> results)
            throws XMLStreamException {
        Map<String, List<TrialResult>> bySuite =
                results.stream()
                        .collect(
                                Collectors.groupingBy(
                                        it -> it.test().suite(),
                                        LinkedHashMap::new,
                                        Collectors.toList()));
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeStartElement("testsuites");
        count(xml, results);
        for (var suite : bySuite.entrySet()) {
            xml.writeStartElement("testsuite");
            xml.writeAttribute("name", suite.getKey());
            count(xml, suite.getValue());
            for (TrialResult result : suite.getValue()) {
                write(xml, result);
            }
            xml.writeEndElement();
        }
        xml.writeEndElement();
        xml.writeEndDocument();
        xml.close();
    }

    private static void count(XMLStreamWriter xml, List<TrialResult> results)
            throws XMLStreamException {
        xml.writeAttribute("tests", "" + results.size());
        xml.writeAttribute("failures", "" + results.stream().filter(it -> !it.passed()).count());
    }

    private static void write(XMLStreamWriter xml, TrialResult result) throws XMLStreamException {
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", result.test().suite());
        xml.writeAttribute("name", result.test().name());
        xml.writeAttribute("file", result.test().file());
        xml.writeAttribute("line", "" + result.test().line());
        if (!result.passed()) {
            var first = result.mismatches().getFirst();
            xml.writeStartElement("failure");
            xml.writeAttribute(
                    "message",
                    "%s: expected %s, was %s"
                            .formatted(first.what(), first.expected(), first.actual()));
            xml.writeCharacters(
                    result.mismatches().stream()
                            .flatMap(it -> PolicyTestCommand.lines(result.test(), it).stream())
                            .collect(Collectors.joining("\n")));
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }
}
