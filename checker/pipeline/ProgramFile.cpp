//===- ProgramFile.cpp - One unit's program as a file ---------------------===//

#include "pipeline/ProgramFile.h"
#include "flow/Parser.h"
#include "flow/Printer.h"
#include "sharing/FactText.h"

using namespace session;
using namespace session::pipeline;

static constexpr llvm::StringLiteral Magic = "session-tidy-program ";

bool pipeline::isProgram(llvm::StringRef Text) {
  return Text.starts_with(Magic);
}

std::string pipeline::factsOf(const UnitResult &Unit) {
  std::string Text;
  llvm::raw_string_ostream Out(Text);
  for (const sharing::FunctionFacts &F : Unit.Facts)
    if (F.Self)
      sharing::printFacts(F, Unit.Unit.Program, Out);
  return Out.str();
}

/// The length stands before the text, so that no text needs quoting.
static void writeSection(llvm::StringRef Name, llvm::StringRef Text,
                         llvm::raw_ostream &Out) {
  Out << Name << ' ' << Text.size() << '\n' << Text << '\n';
}

void pipeline::writeProgram(const UnitResult &Unit, llvm::raw_ostream &Out) {
  Out << Magic << ProgramFileVersion << '\n';
  writeSection("exceptions", Unit.Unit.ExceptionsDisabled ? "off" : "on", Out);
  std::string Anchors, Program;
  llvm::raw_string_ostream AnchorsOut(Anchors), ProgramOut(Program);
  Unit.Unit.Anchors.write(AnchorsOut);
  writeSection("anchors", AnchorsOut.str(), Out);
  flow::print(Unit.Unit.Program, ProgramOut);
  writeSection("program", ProgramOut.str(), Out);
  writeSection("facts", factsOf(Unit), Out);
}

namespace {

class ProgramReader {
public:
  ProgramReader(llvm::StringRef Text, llvm::StringRef FileName)
      : Text(Text), FileName(FileName) {}

  llvm::Expected<ProgramFile> read() {
    if (llvm::Error Wrong = readVersion())
      return std::move(Wrong);
    llvm::StringRef Exceptions, Anchors, Program, Facts;
    for (auto [Name, To] :
         {std::pair("exceptions", &Exceptions), std::pair("anchors", &Anchors),
          std::pair("program", &Program), std::pair("facts", &Facts)})
      if (llvm::Error Wrong = readSection(Name, *To))
        return std::move(Wrong);
    ProgramFile File;
    File.Unit.ExceptionsDisabled = Exceptions == "off";
    llvm::Expected<source::AnchorTable> Table =
        source::AnchorTable::read(Anchors);
    if (!Table)
      return Table.takeError();
    File.Unit.Anchors = std::move(*Table);
    llvm::Expected<flow::Program> Graphs = flow::parse(Program, FileName);
    if (!Graphs)
      return Graphs.takeError();
    File.Unit.Program = std::move(*Graphs);
    File.Facts = Facts.str();
    return std::move(File);
  }

private:
  llvm::Error wrong(const llvm::Twine &What) const {
    return llvm::createStringError(llvm::inconvertibleErrorCode(),
                                   FileName + ":" + llvm::Twine(Line) + ": " +
                                       What);
  }

  llvm::StringRef nextLine() {
    auto [First, Rest] = Text.split('\n');
    Text = Rest;
    ++Line;
    return First;
  }

  llvm::Error readVersion() {
    llvm::StringRef First = nextLine();
    unsigned Version;
    if (!First.consume_front(Magic) || First.getAsInteger(10, Version))
      return wrong("no program of session-tidy; write it anew");
    if (Version != ProgramFileVersion)
      return wrong("written as version " + llvm::Twine(Version) +
                   ", but this reads version " +
                   llvm::Twine(ProgramFileVersion) + "; write it anew");
    return llvm::Error::success();
  }

  llvm::Error readSection(llvm::StringRef Name, llvm::StringRef &To) {
    llvm::StringRef Head = nextLine();
    size_t Size;
    if (!Head.consume_front(Name) || !Head.consume_front(" ") ||
        Head.getAsInteger(10, Size))
      return wrong("section '" + Name + "' expected; write the file anew");
    if (Size >= Text.size() || Text[Size] != '\n')
      return wrong("section '" + Name + "' is cut off; write the file anew");
    To = Text.take_front(Size);
    Line += unsigned(To.count('\n')) + 1;
    Text = Text.drop_front(Size + 1);
    return llvm::Error::success();
  }

  llvm::StringRef Text, FileName;
  unsigned Line = 0;
};

} // namespace

llvm::Expected<ProgramFile> pipeline::readProgram(llvm::StringRef Text,
                                                  llvm::StringRef FileName) {
  return ProgramReader(Text, FileName).read();
}
