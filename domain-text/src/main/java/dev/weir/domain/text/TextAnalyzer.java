package dev.weir.domain.text;

import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.ar.ArabicAnalyzer;
import org.apache.lucene.analysis.bg.BulgarianAnalyzer;
import org.apache.lucene.analysis.bn.BengaliAnalyzer;
import org.apache.lucene.analysis.br.BrazilianAnalyzer;
import org.apache.lucene.analysis.ca.CatalanAnalyzer;
import org.apache.lucene.analysis.cjk.CJKAnalyzer;
import org.apache.lucene.analysis.ckb.SoraniAnalyzer;
import org.apache.lucene.analysis.core.StopAnalyzer;
import org.apache.lucene.analysis.cz.CzechAnalyzer;
import org.apache.lucene.analysis.da.DanishAnalyzer;
import org.apache.lucene.analysis.de.GermanAnalyzer;
import org.apache.lucene.analysis.el.GreekAnalyzer;
import org.apache.lucene.analysis.email.UAX29URLEmailAnalyzer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.es.SpanishAnalyzer;
import org.apache.lucene.analysis.et.EstonianAnalyzer;
import org.apache.lucene.analysis.eu.BasqueAnalyzer;
import org.apache.lucene.analysis.fa.PersianAnalyzer;
import org.apache.lucene.analysis.fi.FinnishAnalyzer;
import org.apache.lucene.analysis.fr.FrenchAnalyzer;
import org.apache.lucene.analysis.ga.IrishAnalyzer;
import org.apache.lucene.analysis.gl.GalicianAnalyzer;
import org.apache.lucene.analysis.hi.HindiAnalyzer;
import org.apache.lucene.analysis.hu.HungarianAnalyzer;
import org.apache.lucene.analysis.hy.ArmenianAnalyzer;
import org.apache.lucene.analysis.id.IndonesianAnalyzer;
import org.apache.lucene.analysis.it.ItalianAnalyzer;
import org.apache.lucene.analysis.lt.LithuanianAnalyzer;
import org.apache.lucene.analysis.lv.LatvianAnalyzer;
import org.apache.lucene.analysis.ne.NepaliAnalyzer;
import org.apache.lucene.analysis.nl.DutchAnalyzer;
import org.apache.lucene.analysis.no.NorwegianAnalyzer;
import org.apache.lucene.analysis.pt.PortugueseAnalyzer;
import org.apache.lucene.analysis.ro.RomanianAnalyzer;
import org.apache.lucene.analysis.ru.RussianAnalyzer;
import org.apache.lucene.analysis.sr.SerbianAnalyzer;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.analysis.sv.SwedishAnalyzer;
import org.apache.lucene.analysis.ta.TamilAnalyzer;
import org.apache.lucene.analysis.te.TeluguAnalyzer;
import org.apache.lucene.analysis.th.ThaiAnalyzer;
import org.apache.lucene.analysis.tr.TurkishAnalyzer;

/// How text is cut into tokens and these are brought to one form. The languages' are Lucene's:
/// words by Unicode's rules, lower case, the language's stop words left out, the rest stemmed.
@SuppressWarnings(
    "ImmutableEnumChecker") // its functions are references to constructors and constants
public enum TextAnalyzer {
  /// Words by Unicode's rules (UAX 29), lower case; no stop words.
  STANDARD(StandardAnalyzer::new),
  /// What lies between white space, unchanged; no stop words.
  WHITESPACE(PlainAnalyzer::whitespace),
  /// Runs of letters, lower case; no stop words.
  SIMPLE(StopAnalyzer::new),
  /// Runs of letters, digits and underscores, lower case; no stop words. As scikit-learn's token
  /// pattern, with a least length of 2.
  WORD(PlainAnalyzer::word),
  /// The whole text is one token, unchanged; no stop words.
  KEYWORD(PlainAnalyzer::keyword),
  /// As standard, and addresses of the web and of e-mail are one token each.
  URL_EMAIL(UAX29URLEmailAnalyzer::new),
  /// Arabic.
  ARABIC(ArabicAnalyzer::new, ArabicAnalyzer::getDefaultStopSet),
  /// Armenian.
  ARMENIAN(ArmenianAnalyzer::new, ArmenianAnalyzer::getDefaultStopSet),
  /// Basque.
  BASQUE(BasqueAnalyzer::new, BasqueAnalyzer::getDefaultStopSet),
  /// Bengali.
  BENGALI(BengaliAnalyzer::new, BengaliAnalyzer::getDefaultStopSet),
  /// Brazilian Portuguese.
  BRAZILIAN(BrazilianAnalyzer::new, BrazilianAnalyzer::getDefaultStopSet),
  /// Bulgarian.
  BULGARIAN(BulgarianAnalyzer::new, BulgarianAnalyzer::getDefaultStopSet),
  /// Catalan.
  CATALAN(CatalanAnalyzer::new, CatalanAnalyzer::getDefaultStopSet),
  /// Chinese, Japanese and Korean: pairs of neighbouring characters.
  CJK(CJKAnalyzer::new, CJKAnalyzer::getDefaultStopSet),
  /// Czech.
  CZECH(CzechAnalyzer::new, CzechAnalyzer::getDefaultStopSet),
  /// Danish.
  DANISH(DanishAnalyzer::new, DanishAnalyzer::getDefaultStopSet),
  /// Dutch.
  DUTCH(DutchAnalyzer::new, DutchAnalyzer::getDefaultStopSet),
  /// English.
  ENGLISH(EnglishAnalyzer::new, EnglishAnalyzer::getDefaultStopSet),
  /// Estonian.
  ESTONIAN(EstonianAnalyzer::new, EstonianAnalyzer::getDefaultStopSet),
  /// Finnish.
  FINNISH(FinnishAnalyzer::new, FinnishAnalyzer::getDefaultStopSet),
  /// French.
  FRENCH(FrenchAnalyzer::new, FrenchAnalyzer::getDefaultStopSet),
  /// Galician.
  GALICIAN(GalicianAnalyzer::new, GalicianAnalyzer::getDefaultStopSet),
  /// German.
  GERMAN(GermanAnalyzer::new, GermanAnalyzer::getDefaultStopSet),
  /// Greek.
  GREEK(GreekAnalyzer::new, GreekAnalyzer::getDefaultStopSet),
  /// Hindi.
  HINDI(HindiAnalyzer::new, HindiAnalyzer::getDefaultStopSet),
  /// Hungarian.
  HUNGARIAN(HungarianAnalyzer::new, HungarianAnalyzer::getDefaultStopSet),
  /// Indonesian.
  INDONESIAN(IndonesianAnalyzer::new, IndonesianAnalyzer::getDefaultStopSet),
  /// Irish.
  IRISH(IrishAnalyzer::new, IrishAnalyzer::getDefaultStopSet),
  /// Italian.
  ITALIAN(ItalianAnalyzer::new, ItalianAnalyzer::getDefaultStopSet),
  /// Latvian.
  LATVIAN(LatvianAnalyzer::new, LatvianAnalyzer::getDefaultStopSet),
  /// Lithuanian.
  LITHUANIAN(LithuanianAnalyzer::new, LithuanianAnalyzer::getDefaultStopSet),
  /// Nepali.
  NEPALI(NepaliAnalyzer::new, NepaliAnalyzer::getDefaultStopSet),
  /// Norwegian, Bokmål.
  NORWEGIAN(NorwegianAnalyzer::new, NorwegianAnalyzer::getDefaultStopSet),
  /// Persian.
  PERSIAN(PersianAnalyzer::new, PersianAnalyzer::getDefaultStopSet),
  /// Portuguese.
  PORTUGUESE(PortugueseAnalyzer::new, PortugueseAnalyzer::getDefaultStopSet),
  /// Romanian.
  ROMANIAN(RomanianAnalyzer::new, RomanianAnalyzer::getDefaultStopSet),
  /// Russian.
  RUSSIAN(RussianAnalyzer::new, RussianAnalyzer::getDefaultStopSet),
  /// Serbian.
  SERBIAN(SerbianAnalyzer::new, SerbianAnalyzer::getDefaultStopSet),
  /// Sorani Kurdish.
  SORANI(SoraniAnalyzer::new, SoraniAnalyzer::getDefaultStopSet),
  /// Spanish.
  SPANISH(SpanishAnalyzer::new, SpanishAnalyzer::getDefaultStopSet),
  /// Swedish.
  SWEDISH(SwedishAnalyzer::new, SwedishAnalyzer::getDefaultStopSet),
  /// Tamil.
  TAMIL(TamilAnalyzer::new, TamilAnalyzer::getDefaultStopSet),
  /// Telugu.
  TELUGU(TeluguAnalyzer::new, TeluguAnalyzer::getDefaultStopSet),
  /// Thai, its words found by Java's dictionary.
  THAI(ThaiAnalyzer::new, ThaiAnalyzer::getDefaultStopSet),
  /// Turkish.
  TURKISH(TurkishAnalyzer::new, TurkishAnalyzer::getDefaultStopSet);

  private final Function<CharArraySet, Analyzer> maker;
  private final Supplier<CharArraySet> ownStopWords;

  TextAnalyzer(Function<CharArraySet, Analyzer> maker) {
    this(maker, () -> CharArraySet.EMPTY_SET);
  }

  TextAnalyzer(Function<CharArraySet, Analyzer> maker, Supplier<CharArraySet> ownStopWords) {
    this.maker = maker;
    this.ownStopWords = ownStopWords;
  }

  /// Lucene's analyzer, which leaves out these words before it stems; of the caller's own.
  Analyzer leavingOut(CharArraySet stopWords) {
    return maker.apply(stopWords);
  }

  /// The language's stop words.
  CharArraySet ownStopWords() {
    return ownStopWords.get();
  }
}
