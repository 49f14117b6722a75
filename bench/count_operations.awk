# The operations of the AVX2 and NEON main loops, counted in what `objdump -d -C --no-show-raw-insn` prints, per vector:
# eight floats or four doubles, of NEON half as many. The main loop of a kernel is the one with the most operations for a
# vector, and the longest of such, among those without a branch inside (but Eigen's may have one that leaves it); it
# stores every vector that it holds side by side. Of a formula in halves, which has a loop for each, that is the loop for
# what is left, with the whole formula. Moves are not counted. Value and derivative together are left out where they are
# two loops, one after the other.
#
# With -v loops=<regular expression> the loops of that name themselves instead, as llvm-mca takes them, each under its
# name and the number of vectors that it stores.

/^[0-9a-f]+ <.*>:$/ {
  finish()
  count = 0
  name = ""
  if (match($0, /^[0-9a-f]+ <(void )?simdact::detail::\(anonymous namespace\)::(avx2|neon)::ArrayKernels<[^()]*>::run[<(][^(,>]*/)) {
    name = substr($0, RSTART, RLENGTH)
    sub(/^.*::ArrayKernels</, "", name)
    gsub(/simdact::|detail::/, "", name)
    sub(/, /, " ", name)
    sub(/>::run[<(]/, " ", name)
    sub(/ ValueOf$/, " value", name)
    sub(/ DerivativeOf$/, " derivative", name)
    sub(/ ValueAndDerivativeOf$/, " value_and_derivative", name)
    if (name ~ /Of$/) name = ""
  } else if (match($0, /(eigen|scalar)_(tanh|logistic)/)) {
    name = substr($0, RSTART, RLENGTH)
    sub(/^.*_/, "Eigen ", name)
  }
  if (name !~ loops) name = ""
  next
}

name != "" && /^ *[0-9a-f]+:\t/ {
  address = $1
  sub(/:/, "", address)
  at[address] = count
  code[count] = $2
  text[count] = $0
  sub(/^[^\t]*\t/, "", text[count])
  stores[count] = $2 ~ /^vmov/ ? $3 ~ /\)$/ && !/\(%r[bs]p\)$/ : $2 ~ /^stu?[rp]$/ && !/\[(sp|x29)/ ? gsub(/[ \t]q[0-9]/, "&") : 0
  target[count++] = $2 ~ /^(j|b$|b\.|[ct]bn?z)/ && match($0, /[0-9a-f]+ </) ? substr($0, RSTART, RLENGTH - 2) : ""
}

END { finish() }

# Whether an instruction computes with vectors.
function computes(k) {
  if (code[k] ~ /^v/) return code[k] !~ /^v(mov|broadcast|pbroadcast|pxor|xorp|extract|insert)/
  return text[k] ~ /\tv[0-9]/ && code[k] !~ /^(f?movi?|mvni|dup|ins|ld|st)/
}

function finish(   i, k, first, best, most, longest, operations, fused, divisions, other, stored, vectors) {
  if (name == "" || count == 0) return
  most = longest = 0
  for (i = 0; i < count; ++i) {
    if (target[i] == "" || !(target[i] in at) || at[target[i]] > i) continue
    first = at[target[i]]
    fused = divisions = other = stored = 0
    for (k = first; k < i; ++k) {
      if (target[k] != "" && (name !~ /^Eigen/ || (target[k] in at && at[target[k]] >= first && at[target[k]] <= i))) break
      stored += stores[k]
      if (code[k] ~ /^(v(fn?m(add|sub)|mulp)|fml[as]$|fmul$)/) ++fused
      else if (code[k] ~ /^v?fdiv|^vdiv/) ++divisions
      else if (computes(k)) ++other
    }
    vectors = stored
    if (name ~ /value_and_derivative/) {
      if (arrays(first, i) < 2) continue
      vectors = stored / 2
    }
    if (k < i || vectors == 0) continue
    operations = fused + divisions + other
    if (operations / vectors > most || (operations / vectors == most && operations > longest)) {
      most = operations / vectors
      longest = operations
      best = sprintf("%-42s %10.4g %10.4g %10.4g", name, fused / vectors, divisions / vectors, other / vectors)
      if (loops) best = region(first, i, vectors)
    }
  }
  delete at
  if (most > 0) print best
  else if (!loops && name !~ /value_and_derivative|^Eigen/) printf "%-42s %10s\n", name, "its loop has branches"
}

# How many arrays a loop stores to: registers that it takes for addresses.
function arrays(first, end,   k, registers, count) {
  for (k = first; k < end; ++k) {
    if (stores[k] && match(text[k], /[(\[][%a-z0-9]+/)) registers[substr(text[k], RSTART, RLENGTH)]
  }
  for (k in registers) ++count
  return count
}

function region(first, end, vectors,   k, lines) {
  lines = "# LLVM-MCA-BEGIN " name " " vectors "\n"
  for (k = first; k < end; ++k) {
    if (target[k] == "") lines = lines text[k] "\n"
  }
  return lines "# LLVM-MCA-END"
}
