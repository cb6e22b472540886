# Writes OUTPUT: every MODELS/*.yaml as a raw string, ordered by file name.
file(GLOB Files ${MODELS}/*.yaml)
list(SORT Files)
set(Rows "")
foreach(File ${Files})
  get_filename_component(Name ${File} NAME)
  file(READ ${File} Text)
  # A string literal may be limited to 64 KiB; adjacent ones are joined.
  set(Literal "")
  string(LENGTH "${Text}" Length)
  set(At 0)
  while(At LESS Length)
    string(SUBSTRING "${Text}" ${At} 15000 Part)
    string(APPEND Literal "R\"~YAML~(${Part})~YAML~\"\n")
    math(EXPR At "${At} + 15000")
  endwhile()
  if(Literal STREQUAL "")
    set(Literal "\"\"")
  endif()
  string(APPEND Rows "    {\"${Name}\", ${Literal}},\n")
endforeach()
if(Rows STREQUAL "")
  message(FATAL_ERROR "no models in ${MODELS}")
endif()
file(WRITE ${OUTPUT} "#include \"contracts/BuiltinModels.h\"

static const session::BuiltinModel Models[] = {
${Rows}};

llvm::ArrayRef<session::BuiltinModel> session::builtinModels() { return Models; }
")
