//===- Arguments.cpp ------------------------------------------------------===//
//
// Compiled with exceptions, as the parser's library wants; everything that it
// throws is caught here.
//
//===----------------------------------------------------------------------===//
#include "cli/Arguments.h"
#include <CLI/CLI.hpp>

using namespace session::cli;

static void describeVerify(CLI::App &Program, Arguments &Read) {
  CLI::App *Command = Program.add_subcommand(
      "verify-models",
      "Looks every entry of models up in the libraries' own headers");
  Command->add_option("FILE", Read.Files,
                      "Models or project files; without: all that come with "
                      "the program, as far as their libraries are installed");
  Command->footer("Behind -- flags for the compiler, such as -Iinclude.\n"
                  "Exit status: 0 all resolve, 1 some do not, 2 wrong usage or "
                  "an unreadable model, 3 a header is missing.");
  Command->callback([&Read] { Read.What = Arguments::VerifyModels; });
}

static void describeInfer(CLI::App &Program, Arguments &Read) {
  CLI::App *Command = Program.add_subcommand(
      "infer-model", "Prints what the functions of a file do to sessions, as "
                     "YAML to keep in .session-tidy.yaml");
  Command->add_option("FILE", Read.Files, "C or C++ source")
      ->required()
      ->expected(1);
  Command->add_option("-p", Read.BuildFolder,
                      "Folder of compile_commands.json");
  Command->add_option("--models", Read.Models, "More models: files or folders");
  Command->footer("Behind -- flags for the compiler, in place of -p.\n"
                  "Exit status: 0 printed, 2 wrong usage, 3 the file does not "
                  "compile.");
  Command->callback([&Read] { Read.What = Arguments::InferModel; });
}

std::optional<Arguments> session::cli::readArguments(int Count,
                                                     const char *const *Words,
                                                     int &ExitWith) {
  Arguments Read;
  int Own = 1;
  while (Own < Count && std::string(Words[Own]) != "--")
    ++Own;
  if (Own < Count)
    Read.Flags.assign(Words + Own + 1, Words + Count);

  CLI::App Program("Finds database sessions that are not closed, not rolled "
                   "back or shared where they must not be.",
                   "session-tidy");
  Program.require_subcommand(1);
  describeVerify(Program, Read);
  describeInfer(Program, Read);
  try {
    Program.parse(Own, Words);
  } catch (const CLI::Success &Asked) { // help
    ExitWith = Program.exit(Asked);
    return std::nullopt;
  } catch (const CLI::ParseError &Wrong) {
    std::cerr << "session-tidy: " << Wrong.what() << "\n"
              << "`session-tidy --help` lists the sub-commands\n";
    ExitWith = Usage;
    return std::nullopt;
  }
  return Read;
}
