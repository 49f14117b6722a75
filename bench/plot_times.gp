# Draws activations.png from activations.dat: row, function, type, contestant, seconds. Set before: about, for the title;
# activations, their names from the top row down.

set terminal pngcairo size 1400, 780 font "sans,12" noenhanced
set output "activations.png"
set multiplot title "Time for one element with AVX2: ".about font "sans,11" layout 1, 2 \
  margins 0.09, 0.99, 0.16, 0.90 spacing 0.03, 0

set logscale x 2
set format x "%.3g"
set xtics 2 font "sans,10"
set xlabel "ns per element"
set yrange [words(activations) - 0.4 : -0.6]
set grid
unset ytics
do for [i = 1 : words(activations)] { set ytics add (word(activations, i) i - 1) }

functions = "value derivative backward backward_from_input value_and_derivative"
colours = "#d00000 #0072b2 #009e73 #e69f00 #7a4fa3"
shapes = "7 5 9 11 13"
ns(type, function, contestant) = \
  strcol(3) eq type && strcol(2) eq function && strcol(4) eq contestant ? 1e9 * column(5) : NaN

set key horizontal center at screen 0.5, 0.04
do for [type in "float double"] {
  set title type
  plot "activations.dat" using (ns(type, "value", "std")):1 with points pointtype 2 linecolor "gray50" \
         title "value by std::", \
       for [f = 1 : words(functions)] "activations.dat" using (ns(type, word(functions, f), "avx2")):1 \
         with points pointtype int(word(shapes, f)) pointsize 1.4 linecolor rgb word(colours, f) title word(functions, f)
  unset key
  do for [i = 1 : words(activations)] { set ytics add ("" i - 1) }
}
unset multiplot
